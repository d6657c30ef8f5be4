using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Storage;

/// <summary>A commit that links the final name and then cannot remove the temporary one, or dies before.</summary>
[Platform("Linux")]
public sealed class LocalMoveTests
{
    private const int AccessDenied = 13;

    private static readonly ObjectPath Path = ObjectPath.Parse("data/file.csv");

    private TempDirectory _directory = null!;
    private LocalObjectStore _broken = null!;
    private LocalObjectStore _store = null!;

    [SetUp]
    public void MakeStores()
    {
        _directory = new();
        _broken = new(_directory.FullPath, null, new() { Unlink = static _ => AccessDenied });
        _store = new(_directory.FullPath);
    }

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test]
    public async Task The_object_is_committed_and_the_leftover_is_listed_as_pending()
    {
        var metadata = await _broken.CommitAsync(await PrepareAsync(), PutCondition.IfAbsent);

        metadata.Should().Be(new ObjectMetadata(Path, 3, null));
        (await _store.ListAsync(default).ToListAsync()).Should().Equal(metadata);
        (await _store.ListPendingAsync(default).ToListAsync()).Select(p => p.Path).Should().Equal(Path);
    }

    [Test]
    public async Task The_same_token_commits_again_and_takes_the_leftover_away()
    {
        var pending = await PrepareAsync();
        var first = await _broken.CommitAsync(pending, PutCondition.IfAbsent);

        var again = await _store.CommitAsync(pending, PutCondition.IfAbsent);

        again.Should().Be(first);
        DirectorySnapshot.Take(_directory.FullPath).Entries.Keys.Should().Equal("data/", "data/file.csv");
    }

    [Test]
    public async Task Another_token_of_the_same_path_and_size_is_refused()
    {
        var other = await PrepareAsync();
        await _broken.CommitAsync(await PrepareAsync(), PutCondition.IfAbsent);

        await _store.Awaiting(s => s.CommitAsync(other, PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>();
    }

    [Test]
    public async Task The_leftover_is_aborted_and_the_object_stays()
    {
        var pending = await PrepareAsync();
        await _broken.CommitAsync(pending, PutCondition.IfAbsent);

        await _store.AbortAsync(pending);

        DirectorySnapshot.Take(_directory.FullPath).Entries.Keys.Should().Equal("data/", "data/file.csv");
    }

    private async Task<PendingObject> PrepareAsync()
    {
        await using var upload = await _store.StartUploadAsync(Path);
        await upload.WriteAsync("abc"u8.ToArray());
        return await upload.PrepareAsync();
    }
}
