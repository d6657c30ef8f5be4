using Amazon.Runtime;
using Amazon.S3;
using DataflowWrite.S3;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.S3;

/// <summary>What goes wrong, in words that say where and what to do; and no secret in any of them.</summary>
public sealed class S3ErrorTests
{
    private const string WrongSecret = "thisIsNotTheSecret/42";

    [Test]
    public async Task A_missing_bucket_is_named()
    {
        var server = await S3Server.RequireAsync();
        using var client = server.Connect();
        var store = new S3ObjectStore(client, "no-such-bucket", ObjectPath.Parse("root"));

        await store.Awaiting(s => s.PutAsync(S3Place.Path, default).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("Cannot write 'data/part=1/file.csv' in s3://no-such-bucket/root: there is no such bucket.*");
        await store.Awaiting(s => S3Place.PrepareAsync(s, "x")).Should().ThrowAsync<IOException>().WithMessage("*no such bucket*");
        await store.Awaiting(s => ReadAllAsync(s)).Should().ThrowAsync<IOException>().WithMessage("Cannot list*no such bucket*");
    }

    [Test]
    public async Task Wrong_credentials_are_told_without_their_secret()
    {
        var server = await S3Server.RequireAsync();
        using var client = new AmazonS3Client(new BasicAWSCredentials(S3Server.AccessKey, WrongSecret), server.Configure());
        var store = new S3ObjectStore(client, await server.MakeBucketAsync());

        var put = await store.Awaiting(s => s.PutAsync(S3Place.Path, default).AsTask()).Should().ThrowAsync<IOException>();
        var head = await store.Awaiting(s => s.HeadAsync(S3Place.Path).AsTask()).Should().ThrowAsync<IOException>();

        put.Which.Message.Should().Contain("file.csv").And.Contain("SignatureDoesNotMatch").And.Contain("AWS_SECRET_ACCESS_KEY");
        head.Which.Message.Should().Contain("s3:GetObject");
        $"{put.Which}{head.Which}{store}".Should().NotContain(WrongSecret);
    }

    [Test]
    public async Task What_is_not_allowed_names_the_permission()
    {
        var server = await S3Server.RequireAsync();
        var bucket = await server.MakeBucketAsync();
        using var client = new AmazonS3Client(new AnonymousAWSCredentials(), server.Configure());
        var store = new S3ObjectStore(client, bucket);

        await store.Awaiting(s => s.PutAsync(S3Place.Path, default).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*denied*s3:PutObject*");
        await store.Awaiting(s => s.DeleteAsync(S3Place.Path).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*denied*s3:DeleteObject*");
        await store.Awaiting(s => ReadAllAsync(s)).Should().ThrowAsync<IOException>().WithMessage("*denied*s3:ListBucket*");
    }

    [Test]
    public async Task An_endpoint_that_is_not_there_is_told()
    {
        using var store = S3ObjectStore.Open(
            "bucket", default, new() { Endpoint = new("http://127.0.0.1:9"), AccessKeyId = "key", SecretAccessKey = WrongSecret }, S3Place.Impatient);

        var error = await store.Awaiting(s => s.PutAsync(S3Place.Path, default).AsTask()).Should().ThrowAsync<IOException>();

        error.Which.Message.Should().Contain("s3://bucket").And.Contain("cannot be reached").And.Contain("endpoint");
        error.Which.ToString().Should().NotContain(WrongSecret);
    }

    [Test]
    public async Task A_time_out_of_the_client_is_no_cancellation()
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Retry = S3Place.Impatient.Retry with { MaxAttempts = 2 } });
        place.Http.Rule = (_, _) => HttpFault.TimeOut;

        await place.Store.Awaiting(s => s.HeadAsync(S3Place.Path).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*in time*");
    }

    [Test]
    public async Task A_request_under_way_ends_as_cancelled_with_the_callers_token()
    {
        using var place = await S3Place.MakeAsync();
        using var cancel = new CancellationTokenSource();
        place.Http.Before = async (_, _) => await cancel.CancelAsync();

        var error = await place.Store.Awaiting(s => s.PutAsync(S3Place.Path, new byte[1], default, cancel.Token).AsTask())
            .Should().ThrowAsync<OperationCanceledException>();

        error.Which.CancellationToken.Should().Be(cancel.Token);
    }

    [Test]
    public async Task A_key_that_is_too_long_is_refused_before_a_byte_is_sent()
    {
        using var place = await S3Place.MakeAsync();
        var path = ObjectPath.Parse(new string('é', 513));

        await place.Store.Awaiting(s => s.StartUploadAsync(path).AsTask()).Should().ThrowAsync<PathTooLongException>().WithMessage("*1024 bytes*");

        place.Http.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_token_holds_no_secret_and_says_what_it_needs()
    {
        using var place = await S3Place.MakeAsync();

        var json = (await S3Place.PrepareAsync(place.Store, new byte[11 << 20])).ToJson();

        json.Should().NotContain(S3Server.SecretKey).And.NotContain(S3Server.AccessKey);
        json.Length.Should().BeLessThan(500, "three parts take 45 bytes each");
    }

    [Test]
    public async Task A_damaged_completion_is_not_taken_for_a_success()
    {
        using var place = await S3Place.MakeAsync();
        var pending = await S3Place.PrepareAsync(place.Store, "content");
        var damaged = pending with { State = new Dictionary<string, string>(pending.State) { ["parts"] = "00000000000000000000000000000000" } };

        await place.Store.Awaiting(s => s.CommitAsync(damaged).AsTask()).Should().ThrowAsync<IOException>().WithMessage("Cannot commit*file.csv*");

        (await place.Plain.HeadAsync(S3Place.Path)).Should().BeNull();
    }

    private static async Task<int> ReadAllAsync(S3ObjectStore store)
    {
        var count = 0;
        await foreach (var _ in store.ListAsync(default))
            count++;

        return count;
    }
}
