using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using DataflowWrite.Azure;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Azure;

/// <summary>What failures say, and what they keep to themselves.</summary>
public sealed class AzureErrorTests : AzureFixture
{
    [Test]
    public async Task A_container_that_is_not_there_is_named_with_what_to_do()
    {
        var store = new AzureBlobStore(new(Server.ConnectionString, "gone"), null, Time);

        foreach (var call in Calls(store))
            await call.Should().ThrowAsync<IOException>().WithMessage("*testaccount/gone*container is not there*");
        await this.Awaiting(_ => ListAsync(store)).Should().ThrowAsync<IOException>().WithMessage("*the container*gone*not there*");
    }

    [Test]
    public async Task A_wrong_key_is_a_denial_that_quotes_nothing()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var store = new AzureBlobStore(new(Server.ConnectionString.Replace(Server.Key, key, StringComparison.Ordinal), Container.Name), null, Time);

        foreach (var call in Calls(store))
        {
            var failure = (await call.Should().ThrowAsync<IOException>().WithMessage("*access is denied*Storage Blob Data Contributor*")).Which;
            failure.ToString().Should().NotContain(key).And.NotContain("SharedKey").And.NotContain("MAC signature");
        }
    }

    [Test]
    public async Task A_signature_shows_nowhere()
    {
        await Store().PutAsync(Target, default);
        var readOnly = Container.GenerateSasUri(BlobContainerSasPermissions.Read, DateTimeOffset.MaxValue.AddYears(-1));
        var signature = readOnly.Query[(readOnly.Query.IndexOf("sig=", StringComparison.Ordinal) + 4)..];
        var network = new FaultyNetwork(request => request.Kind == RequestKind.Block ? Fault.LostRequest : Fault.None);
        var store = new AzureBlobStore(new(readOnly, network.Options()), new() { MaxAttempts = 2 }, Time);

        store.Description.Should().Be(Container.Uri.ToString());
        store.ToString().Should().Be(store.Description);
        (await store.HeadAsync(Target)).Should().NotBeNull("the signature is good for reading");
        var denied = (await store.Awaiting(s => s.PutAsync(Target, default).AsTask()).Should().ThrowAsync<IOException>()).Which;
        var lost = (await this.Awaiting(_ => PrepareAsync(store, Target, "x")).Should().ThrowAsync<IOException>()).Which;
        foreach (var text in new[] { denied.ToString(), lost.ToString() })
            text.Should().NotContain(signature).And.NotContain(Uri.UnescapeDataString(signature)).And.NotContain("sig=");
    }

    [Test]
    public async Task A_token_holds_no_credentials()
    {
        var text = (await PrepareAsync(Store(), Target, "x")).ToJson();

        text.Should().NotContain(Server.Key).And.NotContain("127.0.0.1").And.NotContain("sig");
        text.Length.Should().BeLessThan(150, "block ids follow from the mark");
    }

    [Test]
    public async Task A_service_that_cannot_be_reached_is_told_after_all_attempts()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;
        var container = new BlobContainerClient(Server.ConnectionString.Replace($":{Server.Endpoint.Port}", ":1", StringComparison.Ordinal), "x", options);

        await new AzureBlobStore(container, null, Time).Awaiting(s => s.HeadAsync(Target).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*look up*file.csv*cannot be reached*Check the account*AZURE_STORAGE_ACCOUNT*");

        Time.Waits.Should().HaveCount(5);
    }

    [Test]
    public async Task A_time_out_is_a_failure_and_no_cancellation()
    {
        var network = new FaultyNetwork { Hold = _ => throw new TaskCanceledException("too slow") };

        await Store(network, new() { MaxAttempts = 2 }).Awaiting(s => s.HeadAsync(Target).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*did not answer in time*");

        network.Sent.Should().HaveCount(2);
    }

    [Test]
    public async Task A_cancellation_under_way_is_one_of_the_token_that_was_passed()
    {
        using var stop = new CancellationTokenSource();
        var network = new FaultyNetwork { Hold = _ => new TaskCompletionSource().Task };
        var store = Store(network);
        var calls = new Func<Task>[]
        {
            async () => await store.PutAsync(Target, default, default, stop.Token),
            async () => await store.HeadAsync(Target, stop.Token),
            async () => await store.DeleteAsync(Target, stop.Token),
        }.Select(call => call()).ToArray();

        await stop.CancelAsync();

        foreach (var call in calls)
            (await call.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
    }

    private static IEnumerable<Func<Task>> Calls(IObjectStore store) =>
    [
        async () => await store.PutAsync(Target, default),
        async () => await store.HeadAsync(Target),
        async () => await store.OpenReadAsync(Target),
        async () => await store.DeleteAsync(Target),
        async () => await PrepareAsync(store, Target, "x"),
    ];
}
