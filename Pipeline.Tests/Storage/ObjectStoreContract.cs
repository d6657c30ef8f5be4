using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

/// <summary>What every store promises, clause by clause.</summary>
public abstract class ObjectStoreContract
{
    private protected static readonly ObjectPath Path = ObjectPath.Parse("data/part=1/file.csv");

    private protected IObjectStore Store { get; private set; } = null!;

    [SetUp]
    public void OpenStore() => Store = CreateStore();

    [Test]
    public async Task An_upload_is_invisible_until_it_is_committed()
    {
        await using var upload = await Store.StartUploadAsync(Path);
        await upload.WriteAsync("one,"u8.ToArray());
        await ShouldHoldNothing();
        await upload.WriteAsync("two"u8.ToArray());
        var pending = await upload.PrepareAsync();
        await ShouldHoldNothing();

        var metadata = await Store.CommitAsync(pending);

        pending.Size.Should().Be(7);
        pending.Path.Should().Be(Path);
        upload.Path.Should().Be(Path);
        (metadata.Path, metadata.Size).Should().Be((Path, 7L));
        (await ReadAsync(Path)).Should().Be("one,two");
        (await Store.HeadAsync(Path)).Should().Be(metadata);
        (await ListAsync()).Should().Equal(Path.Value);
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task An_upload_without_bytes_makes_an_empty_object()
    {
        await using var upload = await Store.StartUploadAsync(Path);

        await Store.CommitAsync(await upload.PrepareAsync());

        (await Store.HeadAsync(Path))!.Size.Should().Be(0);
    }

    [Test]
    public async Task Disposing_an_unprepared_upload_aborts_it()
    {
        await using (var upload = await Store.StartUploadAsync(Path))
            await upload.WriteAsync(new byte[10]);

        await ShouldHoldNothing();
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Disposing_a_prepared_upload_leaves_it_to_its_token()
    {
        var pending = await PrepareAsync(Path, "content");

        (await PendingAsync()).Should().Equal(Path.Value);
        await Store.CommitAsync(pending);
        (await ReadAsync(Path)).Should().Be("content");
    }

    [Test]
    public async Task An_aborted_token_leaves_nothing_and_aborting_again_does_nothing()
    {
        var pending = await PrepareAsync(Path, "content");

        await Store.AbortAsync(pending);
        await Store.AbortAsync(pending);

        await ShouldHoldNothing();
        (await PendingAsync()).Should().BeEmpty();
        await Store.Awaiting(s => s.CommitAsync(pending).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*file.csv*");
    }

    [Test]
    public async Task Committing_again_gives_the_same_answer()
    {
        var pending = await PrepareAsync(Path, "content");
        var first = await Store.CommitAsync(pending);

        (await Store.CommitAsync(pending)).Should().Be(first);
        (await Store.CommitAsync(pending, PutCondition.IfAbsent)).Should().Be(first);
    }

    [Test]
    public async Task Aborting_a_committed_token_keeps_the_object()
    {
        var pending = await PrepareAsync(Path, "content");
        await Store.CommitAsync(pending);

        await Store.AbortAsync(pending);

        (await ReadAsync(Path)).Should().Be("content");
    }

    [Test]
    public async Task A_token_survives_its_text_form()
    {
        var pending = PendingObject.FromJson((await PrepareAsync(Path, "content")).ToJson());

        await Store.CommitAsync(pending);

        (await ReadAsync(Path)).Should().Be("content");
    }

    [Test]
    public async Task A_commit_replaces_what_is_there_unless_it_must_be_absent()
    {
        await PutAsync(Path, "old");
        var pending = await PrepareAsync(Path, "newer");

        await Store.Awaiting(s => s.CommitAsync(pending, PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>().WithMessage("*file.csv*");
        (await ReadAsync(Path)).Should().Be("old");

        await Store.CommitAsync(pending);
        (await ReadAsync(Path)).Should().Be("newer");
    }

    [Test]
    public async Task A_put_replaces_what_is_there_unless_it_must_be_absent()
    {
        await Store.PutAsync(Path, "first"u8.ToArray(), PutCondition.IfAbsent);
        var refused = await Store.Awaiting(s => s.PutAsync(Path, "second"u8.ToArray(), PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>();
        refused.Which.Path.Should().Be(Path);
        (await ReadAsync(Path)).Should().Be("first");

        (await Store.PutAsync(Path, "third"u8.ToArray())).Size.Should().Be(5);
        (await ReadAsync(Path)).Should().Be("third");
        (await PendingAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Racing_puts_that_must_find_nothing_have_one_winner()
    {
        for (var round = 0; round < 20; round++)
        {
            var path = ObjectPath.Parse($"race/{round}");
            var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => TryPutAsync(path, $"writer {i}"))));

            var winner = wins.Single(text => text is not null);
            (await ReadAsync(path)).Should().Be(winner);
        }
    }

    [Test]
    public async Task A_put_with_an_ETag_replaces_that_version_only()
    {
        var first = await PutAsync(Path, "first");
        if (!Store.Capabilities.ConditionalReplace)
        {
            await Store.Awaiting(s => s.PutAsync(Path, default, PutCondition.IfMatch("x")).AsTask())
                .Should().ThrowAsync<NotSupportedException>().WithMessage("*file.csv*");
            return;
        }

        var second = await Store.PutAsync(Path, "second"u8.ToArray(), PutCondition.IfMatch(first.ETag!));
        second.ETag.Should().NotBe(first.ETag);
        await Store.Awaiting(s => s.PutAsync(Path, "third"u8.ToArray(), PutCondition.IfMatch(first.ETag!)).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>();
        await Store.DeleteAsync(Path);
        await Store.Awaiting(s => s.PutAsync(Path, "third"u8.ToArray(), PutCondition.IfMatch(second.ETag!)).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>();
    }

    [TestCase(0, null, "0123456789")]
    [TestCase(3, null, "3456789")]
    [TestCase(3, 4, "3456")]
    [TestCase(0, 0, "")]
    [TestCase(8, 100, "89")]
    [TestCase(10, null, "")]
    [TestCase(50, 5, "")]
    public async Task A_range_is_read_as_far_as_there_are_bytes(long offset, long? length, string expected)
    {
        await PutAsync(Path, "0123456789");

        (await ReadAsync(Path, offset, length)).Should().Be(expected);
    }

    [Test]
    public async Task Reading_what_is_not_there_names_the_path()
    {
        (await Store.HeadAsync(Path)).Should().BeNull();
        await Store.Awaiting(s => s.OpenReadAsync(Path).AsTask()).Should().ThrowAsync<FileNotFoundException>().WithMessage("*file.csv*");
    }

    [Test]
    public async Task Objects_are_listed_below_a_prefix_in_ordinal_order()
    {
        foreach (var path in new[] { "b/x", "a/b/c", "a-b", "a/b-c", "a/B", "aa/x", "é", "a/.hidden", "_x" })
            await PutAsync(ObjectPath.Parse(path), path);

        (await ListAsync()).Should().Equal("_x", "a-b", "a/.hidden", "a/B", "a/b-c", "a/b/c", "aa/x", "b/x", "é");
        (await ListAsync("a")).Should().Equal("a/.hidden", "a/B", "a/b-c", "a/b/c");
        (await ListAsync("a/b")).Should().Equal("a/b/c");
        (await ListAsync("nothing")).Should().BeEmpty();
        (await ListAsync("a-b")).Should().BeEmpty("the prefix is an object itself");
    }

    [Test]
    public async Task Pending_uploads_are_listed_below_a_prefix_and_can_be_aborted()
    {
        await PutAsync(ObjectPath.Parse("a/visible"), "x");
        var prepared = await PrepareAsync(ObjectPath.Parse("a/b/c 100%.csv"), "content");
        await using var open = await Store.StartUploadAsync(ObjectPath.Parse("b/d"));

        (await PendingAsync("a")).Should().Equal("a/b/c 100%.csv");
        (await PendingAsync("b")).Should().Equal("b/d");
        (await PendingAsync()).Should().BeEquivalentTo("a/b/c 100%.csv", "b/d");

        await foreach (var pending in Store.ListPendingAsync(ObjectPath.Parse("a")))
            await Store.AbortAsync(pending);

        await Store.Awaiting(s => s.CommitAsync(prepared).AsTask()).Should().ThrowAsync<IOException>();
    }

    [Test]
    public async Task A_deleted_object_is_gone_and_deleting_it_again_does_nothing()
    {
        await PutAsync(Path, "x");

        await Store.DeleteAsync(Path);
        await Store.DeleteAsync(Path);

        await ShouldHoldNothing();
    }

    [Test]
    public async Task A_prepared_upload_takes_no_more_bytes_and_is_prepared_once()
    {
        await using var upload = await Store.StartUploadAsync(Path);
        var pending = await upload.PrepareAsync();

        await upload.Awaiting(u => u.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await upload.Awaiting(u => u.PrepareAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await Store.AbortAsync(pending);
    }

    [Test]
    public async Task A_cancelled_call_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var pending = await PrepareAsync(Path, "x");

        await Store.Awaiting(s => s.PutAsync(Path, default, default, cancelled).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await Store.Awaiting(s => s.StartUploadAsync(Path, null, cancelled).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await Store.Awaiting(s => s.CommitAsync(pending, default, cancelled).AsTask()).Should().ThrowAsync<OperationCanceledException>();

        await ShouldHoldNothing();
        (await PendingAsync()).Should().HaveCount(1);
    }

    [Test]
    public async Task The_root_is_no_object()
    {
        await Store.Awaiting(s => s.StartUploadAsync(default).AsTask()).Should().ThrowAsync<IOException>();
        (await Store.HeadAsync(default)).Should().BeNull();
    }

    [Test]
    public async Task The_token_of_another_store_is_refused()
    {
        var foreign = new PendingObject(Path, 1, new Dictionary<string, string> { ["uploadId"] = "1" });

        await Store.Awaiting(s => s.CommitAsync(foreign).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*token*");
        await Store.Awaiting(s => s.AbortAsync(foreign).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*token*");
    }

    [Test]
    public async Task Many_uploads_at_once_do_not_disturb_each_other()
    {
        var paths = Enumerable.Range(0, 40).Select(i => ObjectPath.Parse($"many/k={i % 5}/{i:00}")).ToArray();

        await Task.WhenAll(paths.Select(path => Task.Run(async () => await Store.CommitAsync(await PrepareAsync(path, path.Value)))));

        foreach (var path in paths)
            (await ReadAsync(path)).Should().Be(path.Value);

        (await PendingAsync()).Should().BeEmpty();
    }

    private protected abstract IObjectStore CreateStore();

    private protected async Task<PendingObject> PrepareAsync(ObjectPath path, string content)
    {
        await using var upload = await Store.StartUploadAsync(path);
        await upload.WriteAsync(Encoding.UTF8.GetBytes(content));
        return await upload.PrepareAsync();
    }

    private protected ValueTask<ObjectMetadata> PutAsync(ObjectPath path, string content)
        => Store.PutAsync(path, Encoding.UTF8.GetBytes(content));

    private protected async Task<string> ReadAsync(ObjectPath path, long offset = 0, long? length = null)
    {
        using var reader = new StreamReader(await Store.OpenReadAsync(path, offset, length));
        return await reader.ReadToEndAsync();
    }

    private protected async Task<List<string>> ListAsync(string prefix = "")
    {
        var paths = new List<string>();
        await foreach (var metadata in Store.ListAsync(ObjectPath.Parse(prefix)))
            paths.Add(metadata.Path.Value);

        return paths;
    }

    private protected async Task<List<string>> PendingAsync(string prefix = "")
    {
        var paths = new List<string>();
        await foreach (var pending in Store.ListPendingAsync(ObjectPath.Parse(prefix)))
            paths.Add(pending.Path.Value);

        return paths;
    }

    private async Task ShouldHoldNothing()
    {
        (await ListAsync()).Should().BeEmpty();
        (await Store.HeadAsync(Path)).Should().BeNull();
    }

    private async Task<string?> TryPutAsync(ObjectPath path, string content)
    {
        try
        {
            await Store.PutAsync(path, Encoding.UTF8.GetBytes(content), PutCondition.IfAbsent);
            return content;
        }
        catch (PreconditionFailedException)
        {
            return null;
        }
    }
}
