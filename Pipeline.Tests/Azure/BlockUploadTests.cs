using Azure.Storage;
using Azure.Storage.Blobs.Models;
using DataflowWrite.Azure;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Azure;

/// <summary>How bytes become blocks, and what a blob carries.</summary>
public sealed class BlockUploadTests : AzureFixture
{
    private const int BlockSize = 64 << 10;

    private static readonly AzureBlobStoreOptions Small = new() { BlockSize = BlockSize, BlocksInFlight = 2 };

    [Test]
    public async Task A_block_is_sent_when_it_is_full_and_the_rest_with_the_end()
    {
        var network = new FaultyNetwork();
        var store = Store(network, Small);
        var content = new byte[(3 * BlockSize) + 100];
        Random.Shared.NextBytes(content);
        await using var upload = await store.StartUploadAsync(Target);
        await upload.WriteAsync(content.AsMemory(0, 1000));
        network.Sent.Should().BeEmpty("nothing is full yet");

        for (var offset = 1000; offset < content.Length; offset += 10_000)
            await upload.WriteAsync(content.AsMemory(offset, Math.Min(10_000, content.Length - offset)));
        var pending = await upload.PrepareAsync();
        await store.CommitAsync(pending);

        network.Sent.Where(request => request.Kind == RequestKind.Block).Select(request => request.Length)
            .Should().BeEquivalentTo([BlockSize, BlockSize, BlockSize, 100L]);
        network.Sent.Should().HaveCount(5, "a commit is one request");
        (await Container.GetBlobClient(Target.Value).DownloadContentAsync()).Value.Content.ToArray().Should().Equal(content);
    }

    [Test]
    public async Task A_put_is_one_request_with_a_checksum([Values(0, 1, 3 * BlockSize)] int size)
    {
        var network = new FaultyNetwork();

        await Store(network, Small).PutAsync(Target, new byte[size], PutCondition.IfAbsent);

        network.Sent.Should().ContainSingle().Which.Kind.Should().Be(RequestKind.Put);
        network.Sent[0].Checksum.Should().NotBeNull();
    }

    [Test]
    public async Task A_write_waits_while_as_many_blocks_are_in_flight_as_may_be_and_the_bytes_in_memory_are_told()
    {
        var gate = new TaskCompletionSource();
        var network = new FaultyNetwork { Hold = _ => gate.Task };
        await using var upload = await Store(network, Small).StartUploadAsync(Target);
        await upload.WriteAsync(new byte[(2 * BlockSize) + 100]);
        upload.BufferedBytes.Should().Be((2 * BlockSize) + 100);

        var third = upload.WriteAsync(new byte[BlockSize]).AsTask();

        third.IsCompleted.Should().BeFalse("two blocks are in flight and the third is full");
        upload.BufferedBytes.Should().Be(3 * BlockSize, "what has no room is not taken yet");
        gate.SetResult();
        await third;
        var pending = await upload.PrepareAsync();
        (upload.BufferedBytes, pending.Size).Should().Be((0, (3 * BlockSize) + 100));
        network.MostAtOnce.Should().Be(2);
    }

    [Test]
    public async Task A_wait_for_room_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var network = new FaultyNetwork { Hold = _ => new TaskCompletionSource().Task };
        var upload = await Store(network, Small).StartUploadAsync(Target);
        await upload.WriteAsync(new byte[2 * BlockSize]);
        var third = upload.WriteAsync(new byte[BlockSize], stop.Token).AsTask();

        await stop.CancelAsync();

        (await third.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
        await upload.Awaiting(u => u.PrepareAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>("bytes are missing");
        await upload.DisposeAsync();
        upload.BufferedBytes.Should().Be(0);
    }

    [Test]
    public async Task The_requests_of_all_uploads_together_stay_within_the_stores_limit()
    {
        var network = new FaultyNetwork();
        var store = Store(network, Small with { MaxConcurrentRequests = 3 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(
            async () => await store.CommitAsync(await PrepareAsync(store, ObjectPath.Parse($"file-{n}"), new('x', 3 * BlockSize))))));

        network.MostAtOnce.Should().Be(3);
        (await ListAsync(store)).Should().HaveCount(8);
    }

    [Test]
    public async Task Bytes_that_arrive_with_a_wrong_checksum_are_sent_again()
    {
        var network = new FaultyNetwork(request => request.Number is 1 or 4 ? Fault.Corrupted : Fault.None);
        var store = Store(network, Small);

        await store.CommitAsync(await PrepareAsync(store, Target, "content"));
        await store.PutAsync(ObjectPath.Parse("put"), "content"u8.ToArray());

        (await ReadAsync(store, Target)).Should().Be("content");
        (await ReadAsync(store, ObjectPath.Parse("put"))).Should().Be("content");
        network.Sent.Count(request => request.Kind == RequestKind.Block).Should().Be(2);
        network.Sent.Count(request => request.Kind == RequestKind.Put).Should().Be(2);
    }

    [Test]
    public async Task Checksums_can_be_left_out()
    {
        var network = new FaultyNetwork();
        var store = Store(network, Small with { Checksum = StorageChecksumAlgorithm.None });

        await store.CommitAsync(await PrepareAsync(store, Target, "content"));

        network.Sent.Should().OnlyContain(request => request.Checksum == null);
    }

    [Test]
    public async Task A_blob_carries_what_the_upload_and_the_store_state_whoever_commits_it()
    {
        var store = Store(null, Small with
        {
            AccessTier = AccessTier.Cool,
            ContentType = "text/plain",
            Tags = new Dictionary<string, string> { ["team"] = "data lake" },
        });
        var metadata = new Dictionary<string, string> { ["write-id"] = "7", ["0-x"] = "digit", ["-"] = "hyphen" };
        await using var upload = await store.StartUploadAsync(Target, new() { ContentType = "text/csv", Metadata = metadata });
        await upload.WriteAsync("a,b\n"u8.ToArray());
        var text = (await upload.PrepareAsync()).ToJson();

        await Store().CommitAsync(PendingObject.FromJson(text));
        await store.PutAsync(ObjectPath.Parse("put"), default);

        var properties = (await Container.GetBlobClient(Target.Value).GetPropertiesAsync()).Value;
        (properties.AccessTier, properties.ContentType).Should().Be(("Cool", "text/csv"));
        properties.Metadata.Keys.Should().BeEquivalentTo("dfw_upload", "write_id", "_0_x", "__");
        (await Container.GetBlobClient(Target.Value).GetTagsAsync()).Value.Tags.Should().Equal(new Dictionary<string, string> { ["team"] = "data lake" });
        (await store.HeadAsync(Target))!.UserMetadata.Should().BeEquivalentTo(metadata);
        var put = (await Container.GetBlobClient("put").GetPropertiesAsync()).Value;
        (put.AccessTier, put.ContentType).Should().Be(("Cool", "text/plain"));
    }

    [TestCase("Upper", "x")]
    [TestCase("under_score", "x")]
    [TestCase("", "x")]
    [TestCase("name", "ü")]
    [TestCase("name", "line\nbreak")]
    [TestCase("dfw-upload", "x")]
    public async Task Metadata_that_a_blob_cannot_carry_is_refused_at_the_start(string name, string value)
    {
        var options = new UploadOptions { Metadata = new Dictionary<string, string> { [name] = value } };

        await Store().Awaiting(s => s.StartUploadAsync(Target, options).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [TestCase("back\\slash", "*backslash*")]
    [TestCase("line\nbreak", "*control character*")]
    public async Task Names_that_the_service_takes_for_others_are_refused(string path, string message)
        => await Store().Awaiting(s => s.StartUploadAsync(ObjectPath.Parse(path)).AsTask()).Should().ThrowAsync<IOException>().WithMessage(message);

    [Test]
    public async Task A_name_of_more_than_1024_characters_is_refused()
        => await Store().Awaiting(s => s.PutAsync(ObjectPath.Parse(new('x', 1025)), default).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*1,024*");

    [Test]
    public void Options_out_of_range_are_refused_by_name()
    {
        FluentActions.Invoking(() => Store(null, new() { BlockSize = 1000 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*BlockSize*65536*");
        FluentActions.Invoking(() => Store(null, new() { BlocksInFlight = 0 })).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Store(null, new() { MaxAttempts = 0 })).Should().Throw<ArgumentOutOfRangeException>();
    }
}
