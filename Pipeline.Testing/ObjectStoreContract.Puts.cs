using System.Text;
using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Small objects that appear with one call, and conditions.</content>
public abstract partial class ObjectStoreContract
{
    private const int Rounds = 5;
    private const int Racers = 8;

    [Test]
    public async Task A_put_replaces_what_is_there()
    {
        await PutAsync(Target, "first");

        var second = await PutAsync(Target, "second");

        Assert.That((second.Path, second.Size), Is.EqualTo((Target, 6L)), "a put tells the new object");
        await ExpectContentAsync(Target, "second", "a put replaces");
        Assert.That(await ListAsync(), Is.EqualTo(new[] { Relative(Target) }), "a replaced object is listed once");
    }

    [Test]
    public async Task A_put_leaves_no_upload_behind()
    {
        await PutAsync(Target, "first");
        await ExpectNothingPendingAsync("a put leaves nothing pending");
        await TryAsync<Exception>(() => PutIfAbsentAsync(Target, "second"));
        await ExpectNothingPendingAsync("a refused put leaves nothing pending");
    }

    [Test]
    public async Task A_put_that_must_find_nothing_replaces_nothing()
    {
        if (Store.Capabilities.ConditionalPut)
            await PutIfAbsentAsync(Target, "first");
        else
            await PutAsync(Target, "first");

        var refusal = await RefusesNamingAsync<Exception>("putting over an object", Target, () => PutIfAbsentAsync(Target, "second"));

        ExpectRefusedCondition(refusal, Store.Capabilities.ConditionalPut);
        await ExpectContentAsync(Target, "first", "a refused put changes nothing");
    }

    [Test]
    public async Task A_put_with_an_ETag_replaces_that_version_only()
    {
        var first = await PutAsync(Target, "first");
        if (!Store.Capabilities.ConditionalReplace)
        {
            await RefusesNamingAsync<NotSupportedException>("putting by ETag", Target, () => PutIfMatchAsync(Target, "second", "x"));
            return;
        }

        await PutIfMatchAsync(Target, "second", first.ETag!);
        await ExpectContentAsync(Target, "second", "a put over the expected version");
        ExpectRefusedCondition(
            await RefusesNamingAsync<Exception>("putting over another version", Target, () => PutIfMatchAsync(Target, "third", first.ETag!)), true);
        await ExpectContentAsync(Target, "second", "a refused put changes nothing");

        var second = await Store.HeadAsync(Target);
        await Store.DeleteAsync(Target);
        ExpectRefusedCondition(
            await RefusesNamingAsync<Exception>("putting over a deleted object", Target, () => PutIfMatchAsync(Target, "third", second!.ETag!)), true);
        await ExpectNothingVisibleAsync("a refused put changes nothing");
    }

    [Test]
    public async Task Racing_puts_that_must_find_nothing_have_one_winner()
    {
        if (!IsOffered(Store.Capabilities.ConditionalPut, nameof(StoreCapabilities.ConditionalPut)))
            return;

        for (var round = 0; round < Rounds; round++)
        {
            var path = At($"race/{round}");
            await RacePutsAsync(path, content => PutIfAbsentAsync(path, content));
        }
    }

    [Test]
    public async Task Racing_puts_with_one_ETag_have_one_winner()
    {
        if (!IsOffered(Store.Capabilities.ConditionalReplace, nameof(StoreCapabilities.ConditionalReplace)))
            return;

        for (var round = 0; round < Rounds; round++)
        {
            var path = At($"race/{round}");
            var old = await PutAsync(path, "old");
            await RacePutsAsync(path, content => PutIfMatchAsync(path, content, old.ETag!));
        }
    }

    [Test]
    public async Task A_put_of_no_bytes_makes_an_empty_object()
    {
        var metadata = await Store.PutAsync(Target, ReadOnlyMemory<byte>.Empty);

        Assert.That(metadata.Size, Is.Zero, "a put tells an empty object");
        await ExpectContentAsync(Target, "", "an empty object has no bytes");
        Assert.That(await ListAsync(), Is.EqualTo(new[] { Relative(Target) }), "an empty object is listed");
    }

    [Test]
    public async Task A_put_does_not_use_its_content_after_the_call()
    {
        var content = "content"u8.ToArray();
        await Store.PutAsync(Target, content);

        content.AsSpan().Clear();

        await ExpectContentAsync(Target, "content", "bytes are those of the time of the call");
    }

    [Test]
    public async Task A_reader_never_sees_a_part_of_an_object_that_is_put()
    {
        string[] versions = [new('a', 200_000), new('b', 300_001)];
        await PutAsync(Target, versions[0]);
        var writer = Task.Run(async () =>
        {
            for (var n = 1; n <= 2 * Rounds; n++)
                await PutAsync(Target, versions[n % 2]);
        });

        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            do
            {
                // A reader whose object is replaced under it may fail; it may not take a part for the whole.
                string? seen = null;
                if (await TryAsync<IOException>(async () => seen = await ReadAsync(Target)))
                    Assert.That(versions.Contains(seen), $"a reader saw {seen!.Length} characters that no put has written");
            }
            while (!writer.IsCompleted);
        }));
        await Task.WhenAll(readers.Append(writer));
    }

    /// <summary>A condition that the store knows fails as such; of one that it does not know it says so.</summary>
    private void ExpectRefusedCondition(Exception refusal, bool isKnown)
    {
        if (!isKnown)
            Assert.That(refusal, Is.InstanceOf<PreconditionFailedException>().Or.InstanceOf<NotSupportedException>(), "a condition is refused");
        else
            Assert.That((refusal as PreconditionFailedException)?.Path, Is.EqualTo(Target), $"a condition that does not hold names its path: {refusal}");
    }

    private async ValueTask PutIfAbsentAsync(ObjectPath path, string content)
        => await Store.PutAsync(path, Encoding.UTF8.GetBytes(content), PutCondition.IfAbsent);

    private async ValueTask PutIfMatchAsync(ObjectPath path, string content, string etag)
        => await Store.PutAsync(path, Encoding.UTF8.GetBytes(content), PutCondition.IfMatch(etag));

    private async Task RacePutsAsync(ObjectPath path, Func<string, ValueTask> put)
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, Racers).Select(
            n => Task.Run(() => TryAsync<PreconditionFailedException>(() => put($"writer {n}")))));

        Assert.That(wins.Count(won => won), Is.EqualTo(1), "one of the racing puts wins");
        await ExpectContentAsync(path, $"writer {Array.IndexOf(wins, true)}", "the object is the winner's");
    }
}
