using DataflowWrite.Commit;
using DataflowWrite.Tests.Crashes;
using DataflowWrite.Tests.Services;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Failures;

/// <summary>Writes onto a disk that is full, or gets full, or takes no writes: the error names file and cause, and the disk is as it was.</summary>
public sealed class LocalDiskTests
{
    private const int DiskBytes = 1 << 20;
    private const int Partitions = 120;

    [Test]
    public async Task A_disk_that_gets_full_is_named_and_keeps_the_old_rows_only([Values] bool isThere, [Values] bool isFresh)
    {
        using var directory = new TempDirectory();
        using var disk = SmallDisk.Mount(directory.File("small"), DiskBytes);
        using var dataset = await MakeAsync(disk, isThere);

        var thrown = await FailAsync(dataset, isFresh ? SaveMode.Append : SaveMode.Overwrite);

        thrown.Message.Should().Match("*the disk is full*events/part=p*.csv*nothing of this write is visible*");
        await dataset.ShouldBeUnchangedAsync();
    }

    [Test]
    public async Task A_disk_that_is_full_is_named_and_stays_as_it_was([Values] bool isThere)
    {
        using var directory = new TempDirectory();
        using var disk = SmallDisk.Mount(directory.File("small"), DiskBytes);
        using (await MakeAsync(disk, isThere))
            Fill(Path.Combine(disk.FullPath, "other.csv"));

        using var dataset = await OldDataset.LookAsync(PlaceOn(disk));
        await dataset.Awaiting(d => OldDataset.WriteAsync(d.Place.Store)).Should().ThrowAsync<IOException>().WithMessage("*small*the disk is full*");

        await dataset.ShouldBeUnchangedAsync();
    }

    [Test]
    public async Task A_disk_that_takes_no_writes_is_named_and_keeps_the_old_rows([Values] bool isThere)
    {
        using var directory = new TempDirectory();
        using var disk = SmallDisk.Mount(directory.File("small"), DiskBytes);
        using var dataset = await MakeAsync(disk, isThere);
        disk.MakeReadOnly();

        await dataset.Awaiting(d => OldDataset.WriteAsync(d.Place.Store)).Should().ThrowAsync<IOException>().WithMessage("*small*read-only*");

        await dataset.ShouldBeUnchangedAsync();
    }

    private static StorePlace PlaceOn(SmallDisk disk) => StorePlace.On(disk.FullPath);

    private static async Task<OldDataset> MakeAsync(SmallDisk disk, bool isThere)
    {
        var place = PlaceOn(disk);
        if (isThere)
            await OldDataset.WriteOldAsync(place);

        return await OldDataset.LookAsync(place);
    }

    private static async Task<DatasetWriteException> FailAsync(OldDataset dataset, SaveMode mode)
        => (await dataset.Awaiting(d => OldDataset.WriteAsync(d.Place.Store, mode, CrashRows.Stream("write0000000much", Partitions)))
            .Should().ThrowExactlyAsync<DatasetWriteException>()).Which;

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
        }
    }
}
