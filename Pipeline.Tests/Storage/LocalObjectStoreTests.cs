using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Storage;

public sealed class LocalObjectStoreTests : ObjectStoreContract
{
    private TempDirectory _directory = null!;

    protected override int ObjectsPerPage => 0;

    [Test]
    public async Task A_temporary_file_is_hidden_has_no_data_extension_and_lies_in_the_nearest_directory()
    {
        Directory.CreateDirectory(_directory.File("root/data"));

        await using var upload = await Store.StartUploadAsync(Target);

        var file = Directory.GetFiles(_directory.FullPath, "*", SearchOption.AllDirectories).Single();
        Path.GetDirectoryName(file).Should().Be(_directory.File("root/data"));
        Path.GetFileName(file).Should().StartWith(".part=1%2Ffile.csv.").And.EndWith(".dfw-tmp");
    }

    [Test]
    public async Task Directories_appear_with_the_first_commit_and_the_root_with_the_first_upload()
    {
        Directory.Exists(Root).Should().BeFalse("nothing was started yet");
        var pending = await PrepareAsync(Target, "x");
        Directory.GetDirectories(Root).Should().BeEmpty();

        await Store.CommitAsync(pending);

        DirectorySnapshot.Take(Root).Entries.Keys.Should().Equal("data/", "data/part=1/", "data/part=1/file.csv");
    }

    [Test]
    public async Task The_last_abort_removes_the_root_and_its_parents_that_the_store_made()
    {
        var store = new LocalObjectStore(_directory.File("a/b/c"));
        var first = await store.StartUploadAsync(Target);
        var second = await store.StartUploadAsync(Target);

        await first.DisposeAsync();
        Directory.Exists(_directory.File("a/b/c")).Should().BeTrue();
        await second.DisposeAsync();

        Directory.GetFileSystemEntries(_directory.FullPath).Should().BeEmpty();
    }

    [Test]
    public async Task A_directory_that_was_there_before_stays_when_it_becomes_empty()
    {
        Directory.CreateDirectory(_directory.File("root/data"));
        await PutAsync(Target, "x");

        await Store.DeleteAsync(Target);

        DirectorySnapshot.Take(Root).Entries.Keys.Should().Equal("data/");
    }

    [Test]
    public async Task A_commit_that_fails_removes_the_directories_it_made()
    {
        Directory.CreateDirectory(Root);
        var before = DirectorySnapshot.Take(Root);
        var pending = await PrepareAsync(Target, "x");
        Directory.CreateDirectory(_directory.File("root/data/part=1/file.csv"));

        await Store.Awaiting(s => s.CommitAsync(pending).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*file.csv*");

        Directory.Delete(_directory.File("root/data"), recursive: true);
        await Store.AbortAsync(pending);
        DirectorySnapshot.Take(Root).ShouldEqual(before);
    }

    [Test]
    public async Task A_file_where_a_directory_is_needed_is_named()
    {
        await PutAsync(ObjectPath.Parse("data"), "x");

        await Store.Awaiting(s => s.StartUploadAsync(Target).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*data' is a file*");
        (await ListAsync("data")).Should().BeEmpty();
        (await Store.HeadAsync(Target)).Should().BeNull();
    }

    [Test]
    public async Task A_name_that_the_system_cannot_take_is_refused_at_the_start()
    {
        await Store.Awaiting(s => s.StartUploadAsync(ObjectPath.Parse("a/" + new string('é', 128))).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*255 bytes*");
        Directory.Exists(Root).Should().BeFalse();
    }

    [Test]
    public async Task The_longest_name_that_the_system_takes_is_written([Values('a', 'é')] char letter)
    {
        var path = ObjectPath.Parse("k=v/" + new string(letter, letter == 'a' ? 255 : 127));

        await Store.CommitAsync(await PrepareAsync(path, "x"));

        (await ReadAsync(path)).Should().Be("x");
    }

    [Test]
    public async Task A_temporary_name_is_refused_and_never_shown_as_an_object()
    {
        var path = ObjectPath.Parse(".x.0123456789abcdef.dfw-tmp");
        await Store.Awaiting(s => s.PutAsync(path, default).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*temporary*");

        await PrepareAsync(Target, "x");
        var temporary = ObjectPath.Parse(Path.GetFileName(Directory.GetFiles(Root).Single()));

        (await Store.HeadAsync(temporary)).Should().BeNull();
        await Store.Awaiting(s => s.OpenReadAsync(temporary).AsTask()).Should().ThrowAsync<FileNotFoundException>();
    }

    [Test]
    public async Task An_upload_found_by_listing_can_be_aborted_only()
    {
        await PrepareAsync(Target, "x");

        await foreach (var found in Store.ListPendingAsync(default))
            await Store.Awaiting(s => s.CommitAsync(found).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*aborted only*");
    }

    [Test]
    public async Task A_token_cannot_reach_outside_the_root()
    {
        var pending = new PendingObject(Target, 1, new Dictionary<string, string> { ["temporary"] = "../.x.dfw-tmp" });

        await Store.Awaiting(s => s.AbortAsync(pending).AsTask()).Should().ThrowAsync<FormatException>();
    }

    [Test]
    public async Task Links_are_followed_and_loops_left_out()
    {
        var elsewhere = Directory.CreateDirectory(_directory.File("elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "x.csv"), "linked");
        Directory.CreateDirectory(_directory.File("root/a"));
        Directory.CreateSymbolicLink(_directory.File("root/link"), elsewhere);
        Directory.CreateSymbolicLink(_directory.File("root/a/loop"), Root);
        File.CreateSymbolicLink(_directory.File("root/a/y.csv"), Path.Combine(elsewhere, "x.csv"));

        (await ListAsync()).Should().Equal("a/y.csv", "link/x.csv");
        (await ReadAsync(ObjectPath.Parse("a/y.csv"))).Should().Be("linked");
        (await Store.HeadAsync(ObjectPath.Parse("a/y.csv")))!.Size.Should().Be(6);
    }

    [Test]
    public async Task Without_durability_the_same_files_appear()
    {
        var store = new LocalObjectStore(Root, new() { Durability = Durability.None, FoldsCase = true });

        await store.PutAsync(Target, "x"u8.ToArray(), PutCondition.IfAbsent);

        (await ReadAsync(Target)).Should().Be("x");
        store.Capabilities.FoldsCase.Should().BeTrue();
        store.Description.Should().Be(Root);
    }

    [Test]
    public async Task A_full_disk_is_named_and_leaves_nothing()
    {
        using var disk = SmallDisk.Mount(_directory.File("small"), 1 << 20);
        var store = new LocalObjectStore(disk.FullPath);

        await using (var upload = await store.StartUploadAsync(Target))
        {
            await upload.Awaiting(u => u.WriteAsync(new byte[4 << 20]).AsTask())
                .Should().ThrowAsync<IOException>().WithMessage("*file.csv*disk is full*");
            await upload.Awaiting(u => u.PrepareAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
        }

        Directory.GetFileSystemEntries(disk.FullPath).Should().BeEmpty();
    }

    [Test]
    public async Task A_read_only_directory_is_named()
    {
        using var disk = SmallDisk.Mount(_directory.File("small"), 1 << 20, readOnly: true);

        await new LocalObjectStore(disk.FullPath).Awaiting(s => s.StartUploadAsync(Target).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*file.csv*read-only*");
    }

    protected override ValueTask<IObjectStore> CreateStoreAsync()
    {
        _directory = new();
        return new(new LocalObjectStore(Root));
    }

    protected override ValueTask<IObjectStore> ReopenAsync() => new(new LocalObjectStore(Root));

    protected override ValueTask CleanUpAsync()
    {
        _directory.Dispose();
        return default;
    }

    private string Root => _directory.File("root");
}
