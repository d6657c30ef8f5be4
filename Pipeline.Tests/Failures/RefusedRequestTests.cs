using DataflowWrite.Commit;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Failures;

/// <summary>Writes over a dataset whose store refuses requests, once or for ever: what remains, and what recovery does about it.</summary>
public sealed class RefusedRequestTests
{
    private const string Remedy = "*dfw recover*";

    private static readonly IOException Refusal = new("The store refuses.");

    [Test]
    public async Task A_refused_file_leaves_the_old_rows_and_nothing_else(
        [Values("memory", "file", "s3", "az")] string scheme,
        [Values(StoreCall.Start, StoreCall.Write, StoreCall.Prepare, StoreCall.Commit)] StoreCall call)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);
        foreach (var number in new[] { 1, OldDataset.Files })
            foreach (var isForEver in new[] { false, true })
            {
                var rule = dataset.Script().On(call).From(number);
                var thrown = await FailAsync(rule.Times(isForEver ? int.MaxValue : 1).Fail(Refusal));

                // Whether a file became visible is asked by committing it again; and nothing else uses up the blocks of Azure.
                var isLeft = call == StoreCall.Commit && isForEver && (number > 1 || !dataset.Place.Store.Capabilities.AbortIsFinal);
                thrown.Message.Contains("dfw recover").Should().Be(isLeft, "the message says so: {0}", thrown.Message);
                if (isLeft)
                    await dataset.RecoverAsync();

                await dataset.ShouldBeUnchangedAsync($"after {call} {number}, {(isForEver ? "for ever" : "once")}");
            }
    }

    [Test]
    public async Task A_lost_answer_about_a_file_leaves_the_old_rows_and_nothing_else(
        [Values("file", "s3", "az")] string scheme,
        [Values(StoreCall.Start, StoreCall.Write, StoreCall.Prepare, StoreCall.Commit)] StoreCall call)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);

        await FailAsync(dataset.Script().On(call).At(2).LoseAnswer(Refusal));

        await dataset.ShouldBeUnchangedAsync();
    }

    /// <summary>
    /// Entries 1 to 3 of the journal come before anything is visible. One that was refused may still be made, so that the write is undone by a step of its own; where that is
    /// refused too, the journal stays for recovery.
    /// </summary>
    [Test]
    public async Task A_refused_journal_leaves_the_old_rows_and_nothing_else([Values("memory", "file", "s3", "az")] string scheme, [Values] bool isThere)
    {
        using var dataset = await OldDataset.MakeAsync(scheme, isThere);
        for (var number = 1; number <= 3; number++)
            foreach (var isForEver in new[] { false, true })
            {
                var store = dataset.Script().On(StoreCall.Put).From(number).Times(isForEver ? int.MaxValue : 1).Fail(Refusal);

                var thrown = await dataset.Awaiting(_ => OldDataset.WriteAsync(store)).Should().ThrowAsync<IOException>();

                store.Played.Should().BePositive();
                if (isForEver && number > 1)
                {
                    thrown.Which.Message.Should().Match(Remedy);
                    await dataset.RecoverAsync();
                }

                await dataset.ShouldBeUnchangedAsync($"after entry {number}, {(isForEver ? "for ever" : "once")}");
            }
    }

    [Test]
    public async Task A_write_whose_last_entry_is_refused_says_that_its_rows_are_visible_and_is_finished_by_recovery(
        [Values("memory", "file", "s3", "az")] string scheme, [Values(SaveMode.Append, SaveMode.Overwrite)] SaveMode mode)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);
        var entry = mode == SaveMode.Append ? 3 : 4;

        var thrown = await FailAsync(dataset.Script().On(StoreCall.Put).From(entry).Fail(Refusal), mode);

        thrown.Message.Should().Match("*all rows of this write are visible*").And.Match(Remedy);
        await dataset.RecoverAsync();
        await dataset.ShouldHoldTheNewAsync(mode);
    }

    [Test]
    public async Task Old_files_that_may_not_be_deleted_are_deleted_by_recovery(
        [Values("memory", "file", "s3", "az")] string scheme, [Values] bool isForEver)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);

        var thrown = await FailAsync(dataset.Script().On(StoreCall.Delete).Times(isForEver ? int.MaxValue : 1).Fail(Refusal));

        thrown.Message.Should().Match("*all rows of this write are visible*").And.Match(Remedy);
        await dataset.RecoverAsync();
        await dataset.ShouldHoldTheNewAsync(SaveMode.Overwrite);
    }

    [Test]
    public async Task A_journal_that_may_not_be_deleted_spoils_no_write([Values("memory", "file", "s3", "az")] string scheme)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);

        await OldDataset.WriteAsync(dataset.Script().On(StoreCall.Delete).Fail(Refusal), SaveMode.Append);

        (await dataset.Place.RemainsAsync()).Should().NotBeEmpty();
        await dataset.RecoverAsync();
        await dataset.ShouldHoldTheNewAsync(SaveMode.Append);
    }

    [Test]
    public async Task Visible_files_that_may_not_be_deleted_are_named_and_taken_back_by_recovery([Values("memory", "file", "s3", "az")] string scheme)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);
        var store = dataset.Script().On(StoreCall.Commit).At(OldDataset.Files).Fail(Refusal).On(StoreCall.Delete).Fail(Refusal);

        var thrown = await FailAsync(store);

        thrown.Message.Should().Match("*there may be left 'events/part=*").And.Match(Remedy);
        await dataset.RecoverAsync();
        await dataset.ShouldBeUnchangedAsync();
    }

    /// <summary>As with a policy that forgets the right to abort.</summary>
    [Test]
    public async Task Uploads_that_may_not_be_aborted_are_told_of_and_aborted_by_recovery([Values("memory", "file", "s3", "az")] string scheme)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);
        var store = dataset.Script()
            .On(StoreCall.Prepare).At(OldDataset.Files).Fail(Refusal)
            .On(StoreCall.Abort, StoreCall.DisposeUpload).Fail(Refusal);

        var thrown = await FailAsync(store);

        thrown.Message.Should().Match("*nothing of this write is visible*unfinished*").And.Match(Remedy);
        if (dataset.Place.Store.Capabilities.AbortIsFinal)
            (await dataset.Place.RemainsAsync()).Should().NotBeEmpty();

        await dataset.RecoverAsync();
        await dataset.ShouldBeUnchangedAsync();
    }

    private static async Task<DatasetWriteException> FailAsync(ScriptedObjectStore store, SaveMode mode = SaveMode.Overwrite)
    {
        var thrown = (await store.Awaiting(s => OldDataset.WriteAsync(s, mode)).Should().ThrowExactlyAsync<DatasetWriteException>()).Which;
        store.Played.Should().BePositive();
        thrown.Message.Should().Contain(Refusal.Message.TrimEnd('.'));
        return thrown;
    }
}
