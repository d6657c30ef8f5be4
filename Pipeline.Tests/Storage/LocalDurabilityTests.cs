using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Storage;

public sealed class LocalDurabilityTests
{
    private const int InputOutputError = 5;

    private static readonly ObjectPath Path = ObjectPath.Parse("data/part=1/file.csv");

    private readonly List<string> _flushed = [];
    private TempDirectory _directory = null!;

    private string Root => _directory.File("root");

    [SetUp]
    public void MakeDirectory()
    {
        _directory = new();
        _flushed.Clear();
    }

    [TearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test]
    public async Task Prepare_flushes_the_whole_file_and_then_the_directory_that_holds_it()
    {
        Directory.CreateDirectory(_directory.File("root/data"));

        var pending = await PrepareAsync(CreateStore());

        _flushed.Should().Equal($"root/{pending.State["temporary"]} with 3 bytes", "root/data");
    }

    [Test]
    public async Task Prepare_flushes_the_directories_that_hold_a_root_it_made()
    {
        var pending = await PrepareAsync(CreateStore("a/b"));

        _flushed[0].Should().Be($"a/b/{pending.State["temporary"]} with 3 bytes");
        _flushed.Skip(1).Should().BeEquivalentTo("a/b", "a", ".");
    }

    [Test]
    public async Task Commit_flushes_the_directory_of_the_renamed_file_and_those_with_a_new_directory([Values] bool ifAbsent)
    {
        Directory.CreateDirectory(Root);
        var renamed = false;
        var store = CreateStore(onDirectory: _ => renamed = File.Exists(_directory.File($"root/{Path}")));
        var pending = await PrepareAsync(store);
        _flushed.Clear();

        await store.CommitAsync(pending, ifAbsent ? PutCondition.IfAbsent : default);

        _flushed.Should().BeEquivalentTo("root/data/part=1", "root/data", "root");
        renamed.Should().BeTrue("an entry is flushed once it is there");
    }

    [Test]
    public async Task Commit_into_a_directory_that_is_flushed_flushes_nothing_else()
    {
        var store = CreateStore();
        await store.PutAsync(Path, "old"u8.ToArray());
        var pending = await PrepareAsync(store);
        _flushed.Clear();

        await store.CommitAsync(pending);

        _flushed.Should().Equal("root/data/part=1");
    }

    [Test]
    public async Task A_directory_whose_flush_failed_is_flushed_by_the_next_commit_below_it()
    {
        Directory.CreateDirectory(Root);
        var broken = true;
        var store = CreateStore(onDirectory: name => broken && name == "root/data" ? InputOutputError : 0);
        var first = await PrepareAsync(store);
        var second = await PrepareAsync(store, ObjectPath.Parse("data/part=1/other.csv"));
        await store.Awaiting(s => s.CommitAsync(first).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*flush the directory of*file.csv*");
        _flushed.Clear();
        broken = false;

        await store.CommitAsync(second);

        _flushed.Should().Contain("root/data");
    }

    [Test]
    public async Task Prepare_fails_where_the_file_or_its_directory_cannot_be_flushed_and_leaves_nothing([Values] bool file)
    {
        var store = new LocalObjectStore(Root, null, new()
        {
            FlushFile = (_, _) =>
            {
                if (file)
                    throw new IOException("broken");
            },
            FlushDirectory = _ => file ? 0 : InputOutputError,
        });

        await using (var upload = await store.StartUploadAsync(Path))
            await upload.Awaiting(u => u.PrepareAsync().AsTask())
                .Should().ThrowAsync<IOException>().WithMessage("*flush*file.csv*");

        Directory.GetFileSystemEntries(_directory.FullPath).Should().BeEmpty();
    }

    [Test]
    public async Task Without_durability_nothing_is_flushed()
    {
        var store = CreateStore(durability: Durability.None);

        await store.CommitAsync(await PrepareAsync(store));
        await store.PutAsync(ObjectPath.Parse("other/file.csv"), "x"u8.ToArray());

        _flushed.Should().BeEmpty();
    }

    [Test]
    public void The_calls_of_a_store_are_those_of_the_system()
    {
        var handle = File.OpenHandle(_directory.File("x"), FileMode.CreateNew, FileAccess.Write);
        var calls = new LocalCalls();
        calls.FlushFile(handle, "");
        handle.Dispose();

        calls.Invoking(c => c.FlushFile(handle, "")).Should().Throw<ObjectDisposedException>();
        calls.FlushDirectory(_directory.FullPath).Should().Be(0);
        if (LocalNative.IsUnix)
            calls.FlushDirectory(_directory.File("none")).Should().Be(LocalNative.NotFound);
    }

    private static async Task<PendingObject> PrepareAsync(LocalObjectStore store, ObjectPath? path = null)
    {
        await using var upload = await store.StartUploadAsync(path ?? Path);
        await upload.WriteAsync("abc"u8.ToArray());
        return await upload.PrepareAsync();
    }

    private LocalObjectStore CreateStore(string root = "root", Durability durability = Durability.Flush)
        => CreateStore(_ => 0, root, durability);

    private LocalObjectStore CreateStore(Action<string> onDirectory)
        => CreateStore(name =>
        {
            onDirectory(name);
            return 0;
        });

    private LocalObjectStore CreateStore(
        Func<string, int> onDirectory, string root = "root", Durability durability = Durability.Flush)
        => new(_directory.File(root), new() { Durability = durability }, new()
        {
            FlushFile = (_, file) => _flushed.Add($"{Name(file)} with {new FileInfo(file).Length} bytes"),
            FlushDirectory = directory =>
            {
                _flushed.Add(Name(directory));
                return onDirectory(Name(directory));
            },
        });

    private string Name(string path)
        => System.IO.Path.GetRelativePath(_directory.FullPath, path).Replace('\\', '/');
}
