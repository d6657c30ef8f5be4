using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Calls whose token is cancelled.</content>
public abstract partial class ObjectStoreContract
{
    private static CancellationToken Cancelled => new(canceled: true);

    [Test]
    public async Task A_cancelled_write_has_no_effect()
    {
        await PutAsync(At("kept"), "kept");
        var pending = await PrepareAsync(Target, "x");

        await CancelsAsync("put", async () => await Store.PutAsync(At("kept"), default, default, Cancelled));
        await CancelsAsync("start", async () => await Store.StartUploadAsync(At("started"), null, Cancelled));
        await CancelsAsync("commit", async () => await Store.CommitAsync(pending, default, Cancelled));
        await CancelsAsync("abort", () => Store.AbortAsync(pending, Cancelled));
        await CancelsAsync("delete", () => Store.DeleteAsync(At("kept"), Cancelled));

        Assert.That(await ListAsync(), Is.EqualTo(new[] { "kept" }), "the objects");
        await ExpectContentAsync(At("kept"), "kept", "an object that was there");
        Assert.That(await PendingAsync(), Is.EqualTo(new[] { Relative(Target) }), "the pending uploads");
    }

    [Test]
    public async Task A_cancelled_read_ends_as_cancelled()
    {
        await PutAsync(Target, "x");
        await PrepareAsync(At("pending"), "x");

        await CancelsAsync("head", async () => await Store.HeadAsync(Target, Cancelled));
        await CancelsAsync("open", async () => await Store.OpenReadAsync(Target, 0, null, Cancelled));
        await CancelsAsync("list", async () => await DrainAsync(Store.ListAsync(Prefix, Cancelled)));
        await CancelsAsync("list pending", async () => await DrainAsync(Store.ListPendingAsync(Prefix, Cancelled)));
    }

    [Test]
    public async Task A_cancelled_upload_leaves_nothing([Values] bool whilePreparing)
    {
        await using (var upload = await Store.StartUploadAsync(Target))
        {
            if (whilePreparing)
            {
                await upload.WriteAsync("content"u8.ToArray());
                await CancelsAsync("prepare", async () => await upload.PrepareAsync(Cancelled));
            }
            else
            {
                await CancelsAsync("write", () => upload.WriteAsync("content"u8.ToArray(), Cancelled));
            }
        }

        await ExpectNothingVisibleAsync("a cancelled upload is not visible");
        await ExpectNothingPendingAfterAbortAsync("a cancelled upload is pending no more once it is disposed");
    }

    private static Task CancelsAsync(string call, Func<ValueTask> action) => RefusesAsync<OperationCanceledException>($"a cancelled {call}", action);

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> sequence)
    {
        await foreach (var _ in sequence)
        {
        }
    }
}
