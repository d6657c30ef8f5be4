using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Tokens and what commits them.</content>
public abstract partial class ObjectStoreContract
{
    [Test]
    public async Task Committing_again_gives_the_same_answer()
    {
        var pending = await PrepareAsync(Target, "content");
        var first = await Store.CommitAsync(pending);

        Assert.That(await Store.CommitAsync(pending), Is.EqualTo(first), "a second commit");
        if (Store.Capabilities.ConditionalPut)
            Assert.That(await Store.CommitAsync(pending, PutCondition.IfAbsent), Is.EqualTo(first), "a second commit that must find nothing");
        await ExpectContentAsync(Target, "content", "a second commit changes nothing");
    }

    [Test]
    public async Task Committing_again_does_not_bring_back_a_deleted_object()
    {
        var pending = await PrepareAsync(Target, "content");
        await Store.CommitAsync(pending);
        await Store.DeleteAsync(Target);

        await RefusesNamingAsync<IOException>("committing again after a delete", Target, async () => await Store.CommitAsync(pending));

        await ExpectNothingVisibleAsync("a deleted object stays deleted");
    }

    [Test]
    public async Task Committing_again_does_not_bring_back_replaced_bytes()
    {
        var pending = await PrepareAsync(Target, "old");
        await Store.CommitAsync(pending);
        await PutAsync(Target, "newer");

        await TryAsync<IOException>(async () => await Store.CommitAsync(pending));

        await ExpectContentAsync(Target, "newer", "what has replaced an object stays");
    }

    [Test]
    public async Task A_commit_replaces_what_is_there()
    {
        await PutAsync(Target, "old");
        var pending = await PrepareAsync(Target, "newer");

        var metadata = await Store.CommitAsync(pending);

        Assert.That((metadata.Path, metadata.Size), Is.EqualTo((Target, 5L)), "a commit tells the new object");
        await ExpectContentAsync(Target, "newer", "a commit replaces");
    }

    [Test]
    public async Task A_commit_that_must_find_nothing_replaces_nothing()
    {
        await PutAsync(Target, "old");
        var pending = await PrepareAsync(Target, "newer");

        var refusal = await RefusesNamingAsync<Exception>(
            "committing over an object", Target, async () => await Store.CommitAsync(pending, PutCondition.IfAbsent));

        ExpectRefusedCondition(refusal, Store.Capabilities.ConditionalPut);
        await ExpectContentAsync(Target, "old", "a refused commit changes nothing");
    }

    [Test]
    public async Task A_token_whose_commit_was_refused_is_still_pending()
    {
        if (!IsOffered(Store.Capabilities.ConditionalPut, nameof(StoreCapabilities.ConditionalPut)))
            return;

        await PutAsync(Target, "old");
        var pending = await PrepareAsync(Target, "newer");
        await RefusesAsync<PreconditionFailedException>(
            "committing over an object", async () => await Store.CommitAsync(pending, PutCondition.IfAbsent));

        if (IsOffered(ListsReplacingUploads, nameof(ListsReplacingUploads)))
            Assert.That(await PendingAsync(), Is.EqualTo(new[] { Relative(Target) }), "a refused token is listed as pending");

        await Store.CommitAsync(pending);
        await ExpectContentAsync(Target, "newer", "a refused token can be committed without the condition");
    }

    [Test]
    public async Task A_commit_with_an_ETag_replaces_that_version_only()
    {
        var first = await PutAsync(Target, "first");
        var second = await PutAsync(Target, "second");
        var pending = await PrepareAsync(Target, "third");
        if (!Store.Capabilities.ConditionalReplace)
        {
            await RefusesNamingAsync<NotSupportedException>(
                "committing by ETag", Target, async () => await Store.CommitAsync(pending, PutCondition.IfMatch("x")));
            return;
        }

        await RefusesNamingAsync<PreconditionFailedException>(
            "committing over another version", Target, async () => await Store.CommitAsync(pending, PutCondition.IfMatch(first.ETag!)));
        await ExpectContentAsync(Target, "second", "a refused commit changes nothing");

        await Store.CommitAsync(pending, PutCondition.IfMatch(second.ETag!));
        await ExpectContentAsync(Target, "third", "a commit over the expected version");
    }

    [Test]
    public async Task Racing_commits_that_must_find_nothing_have_one_winner()
    {
        if (!IsOffered(Store.Capabilities.ConditionalPut, nameof(StoreCapabilities.ConditionalPut)))
            return;

        for (var round = 0; round < Rounds; round++)
            await RaceCommitsAsync(At($"race/{round}"), PutCondition.IfAbsent);
    }

    [Test]
    public async Task Racing_commits_with_one_ETag_have_one_winner()
    {
        if (!IsOffered(Store.Capabilities.ConditionalReplace, nameof(StoreCapabilities.ConditionalReplace)))
            return;

        for (var round = 0; round < Rounds; round++)
        {
            var path = At($"race/{round}");
            var old = await PutAsync(path, "old");
            await RaceCommitsAsync(path, PutCondition.IfMatch(old.ETag!));
        }
    }

    [Test]
    public async Task The_loser_of_a_race_holds_a_token_that_is_still_pending()
    {
        if (!IsOffered(Store.Capabilities.ConditionalPut, nameof(StoreCapabilities.ConditionalPut))
            || !IsOffered(KeepsUploadsApart, nameof(KeepsUploadsApart)))
            return;

        PendingObject[] tokens = [await PrepareAsync(Target, "one"), await PrepareAsync(Target, "two")];
        var wins = await Task.WhenAll(tokens.Select(token => Task.Run(
            () => TryAsync<PreconditionFailedException>(async () => await Store.CommitAsync(token, PutCondition.IfAbsent)))));
        var loser = wins[0] ? 1 : 0;
        await Store.DeleteAsync(Target);

        await Store.CommitAsync(tokens[loser], PutCondition.IfAbsent);

        await ExpectContentAsync(Target, loser == 0 ? "one" : "two", "the loser may try again");
    }

    [Test]
    public async Task A_token_survives_its_text_form()
    {
        var pending = PendingObject.FromJson((await PrepareAsync(Target, "content")).ToJson());
        await Store.CommitAsync(pending);
        await ExpectContentAsync(Target, "content", "a token from its text commits");

        await Store.AbortAsync(PendingObject.FromJson((await PrepareAsync(At("other"), "content")).ToJson()));
        await ExpectNothingPendingAfterAbortAsync("a token from its text aborts");
    }

    [Test]
    public async Task Another_instance_commits_what_this_one_prepared()
    {
        var pending = await PrepareAsync(Target, "content");
        var other = await ReopenAsync();

        var metadata = await other.CommitAsync(pending);

        await ExpectContentAsync(Target, "content", "what another instance has committed can be read");
        Assert.That(await Store.CommitAsync(pending), Is.EqualTo(metadata), "what another instance has committed, this one knows as committed");
    }

    [Test]
    public async Task The_token_of_another_store_is_refused()
    {
        var foreign = new PendingObject(Target, 1, new Dictionary<string, string> { ["made-by"] = "another store" });

        await RefusesNamingAsync<IOException>("committing a foreign token", Target, async () => await Store.CommitAsync(foreign));
        await RefusesNamingAsync<IOException>("aborting a foreign token", Target, () => Store.AbortAsync(foreign));
    }

    private async Task RaceCommitsAsync(ObjectPath path, PutCondition condition)
    {
        var tokens = new List<PendingObject>();
        foreach (var n in Enumerable.Range(0, Racers))
            tokens.Add(await PrepareAsync(path, $"upload {n}"));

        var wins = await Task.WhenAll(tokens.Select(token => Task.Run(
            () => TryAsync<IOException>(async () => await Store.CommitAsync(token, condition)))));

        Assert.That(wins.Count(won => won), Is.EqualTo(1), "one of the racing commits wins");
        await ExpectContentAsync(path, $"upload {Array.IndexOf(wins, true)}", "the object is the winner's");
        for (var n = 0; n < tokens.Count; n++)
            if (!wins[n])
                await Store.AbortAsync(tokens[n]);
    }
}
