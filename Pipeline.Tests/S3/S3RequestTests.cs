using Amazon.S3;
using Amazon.S3.Model;
using DataflowWrite.S3;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>What objects carry, as the server tells it, or as it was asked for where this server does not do it.</summary>
public sealed class S3RequestTests
{
    private static readonly S3ObjectStoreOptions Rich = S3Place.Impatient with
    {
        ContentType = "text/csv",
        Metadata = new Dictionary<string, string> { ["team"] = "lake", ["origin"] = "default" },
        Tags = new Dictionary<string, string> { ["cost centre"] = "a&b", ["kind"] = "test" },
        StorageClass = "STANDARD",
    };

    [Test]
    public async Task Both_ways_to_write_give_an_object_what_the_options_say([Values] bool upload)
    {
        using var place = await S3Place.MakeAsync(Rich);

        if (upload)
            await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, "x"));
        else
            await place.Store.PutAsync(S3Place.Path, "x"u8.ToArray());

        var head = await place.Client.GetObjectMetadataAsync(place.Bucket, S3Place.Path.Value);
        head.Headers.ContentType.Should().Be("text/csv");
        head.Metadata["team"].Should().Be("lake");
        head.Metadata["dfw-upload"].Should().HaveLength(32);
        var request = place.Http.Of(upload ? S3Request.Start : S3Request.Put).Single();
        request.Headers.GetValues("x-amz-storage-class").Should().Equal("STANDARD");
        if (!place.Store.Capabilities.ConditionalPut)
            Assert.Pass("Not offered by this server: the tags of an upload.");

        var tags = await place.Client.GetObjectTaggingAsync(new() { BucketName = place.Bucket, Key = S3Place.Path.Value });
        tags.Tagging.Select(tag => (tag.Key, tag.Value)).Should().BeEquivalentTo([("cost centre", "a&b"), ("kind", "test")]);
    }

    [Test]
    public async Task What_an_upload_states_wins_over_the_options()
    {
        using var place = await S3Place.MakeAsync(Rich);
        var options = new UploadOptions { ContentType = "application/json", Metadata = new Dictionary<string, string> { ["origin"] = "own" } };

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, "x"u8.ToArray(), options: options));

        var head = await place.Client.GetObjectMetadataAsync(place.Bucket, S3Place.Path.Value);
        head.Headers.ContentType.Should().Be("application/json");
        (await place.Plain.HeadAsync(S3Place.Path))!.UserMetadata.Should()
            .BeEquivalentTo(new Dictionary<string, string> { ["team"] = "lake", ["origin"] = "own" }, "the mark is the store's own");
    }

    [Test]
    public async Task A_checksum_goes_with_each_part_and_stays_with_the_object()
    {
        using var place = await S3Place.MakeAsync();

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, new byte[6 << 20]));
        await place.Store.PutAsync(ObjectPath.Parse("put"), "123456789"u8.ToArray());

        place.Http.Of(S3Request.Part).Should().HaveCount(2).And.OnlyContain(part => part.Headers.Contains("x-amz-checksum-crc32c"));
        place.Http.Of(S3Request.Put).Single().Headers.GetValues("x-amz-checksum-crc32c").Should().Equal("4waSgw==");
        if (!place.Store.Capabilities.ConditionalPut)
            return;

        // Of the checksums of the parts, as the protocol says, or of all bytes, as Ceph makes it.
        (await ChecksumAsync(place, S3Place.Path.Value)).Should().BeOneOf("QPZHmw==-2", "fmnTvA==");
        (await ChecksumAsync(place, "put")).Should().Be("4waSgw==");
    }

    [Test]
    public async Task Bytes_that_change_on_the_way_are_refused()
    {
        using var place = await S3Place.MakeAsync();
        if (!place.Store.Capabilities.ConditionalPut)
            Assert.Pass("Not offered by this server: checksums.");

        var request = new PutObjectRequest
        {
            BucketName = place.Bucket,
            Key = "x",
            ContentBody = "changed",
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32C,
            ChecksumCRC32C = "4waSgw==",
        };

        (await place.Client.Awaiting(c => c.PutObjectAsync(request)).Should().ThrowAsync<AmazonS3Exception>()).Which.ErrorCode.Should().Be("BadDigest");
    }

    [Test]
    public async Task Without_checksums_none_of_ours_is_sent()
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Checksum = S3Checksum.None });

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, "x"));
        await place.Store.PutAsync(ObjectPath.Parse("put"), "x"u8.ToArray());

        place.Http.Requests.Should().NotContain(request => request.Headers.Contains("x-amz-checksum-crc32c"));
    }

    [Test]
    public async Task Objects_are_encrypted_with_a_key_of_the_server([Values] bool upload)
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Encryption = S3ServerEncryption.Kms(Services.S3Server.KmsKey) });

        if (upload)
            await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, "secret"));
        else
            await place.Store.PutAsync(S3Place.Path, "secret"u8.ToArray());

        var head = await place.Client.GetObjectMetadataAsync(place.Bucket, S3Place.Path.Value);
        head.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AWSKMS);
        (await place.ReadTextAsync()).Should().Be("secret");
    }

    [Test]
    public async Task Encryption_with_the_stores_own_keys_is_asked_for()
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Encryption = S3ServerEncryption.Aes256 });

        // This server has no keys of its own, and says so.
        await place.Store.Awaiting(s => s.PutAsync(S3Place.Path, default).AsTask()).Should().ThrowAsync<IOException>();

        place.Http.Of(S3Request.Put).First().Headers.GetValues("x-amz-server-side-encryption").Should().Equal("AES256");
    }

    [TestCase("Upper")]
    [TestCase("a b")]
    [TestCase("")]
    [TestCase("dfw-upload")]
    public async Task Metadata_that_is_no_header_is_refused(string name)
    {
        using var place = await S3Place.MakeAsync();
        var options = new UploadOptions { Metadata = new Dictionary<string, string> { [name] = "x" } };

        await place.Store.Awaiting(s => s.StartUploadAsync(S3Place.Path, options).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    private static async Task<string> ChecksumAsync(S3Place place, string key)
        => (await place.Client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = place.Bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED }))
            .ChecksumCRC32C;
}
