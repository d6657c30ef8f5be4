using DataflowWrite.Commit;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Commit;

/// <summary>What recovery does with directories, which only the local disk has.</summary>
public sealed class RecoveryDirectoryTests
{
    private const string Id = "abcdefgh01234567";

    [Test]
    public async Task Directories_of_a_journal_that_has_no_entry_any_more_go()
    {
        using var directory = new TempDirectory();
        var store = new LocalObjectStore(directory.FullPath);
        Directory.CreateDirectory(directory.File($".data.dfw/{Id}/1"));
        Directory.CreateDirectory(directory.File($"data/_dfw/{Id}/2"));

        await Recovery.ScanAsync(store, ObjectPath.Parse("data"));
        Directory.EnumerateFileSystemEntries(directory.FullPath).Should().HaveCount(2, "a scan changes nothing");
        await Recovery.SweepAsync(store, ObjectPath.Parse("data"));

        Directory.EnumerateFileSystemEntries(directory.FullPath).Should().BeEmpty();
    }
}
