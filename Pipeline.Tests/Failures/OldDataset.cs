using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.S3;
using DataflowWrite.Serialization;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Crashes;
using DataflowWrite.Tests.Services;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Failures;

/// <summary>A partitioned dataset in a store, and a write of other rows over it that is to fail.</summary>
internal sealed class OldDataset : IDisposable
{
    public const string Path = "events";
    public const string OldId = "write00000000old";
    public const int Files = 4;

    private const int Partitions = 2;
    private const string NewId = "write00000000new";

    private readonly List<(string Partition, string Row)> _rows;
    private readonly List<string> _paths;
    private readonly DirectorySnapshot? _disk;

    private OldDataset(StorePlace place, List<(string Partition, string Row)> rows, List<string> paths)
        => (Place, _rows, _paths, _disk) = (place, rows, paths, Disk(place));

    public StorePlace Place { get; }

    /// <summary>The rows that the other write brings.</summary>
    public static IAsyncEnumerable<RecordBatch> NewRows => RowsOf(NewId);

    /// <param name="scheme">Where it is.</param>
    /// <param name="isThere">False for none: then the write that fails is the first one.</param>
    /// <param name="s3">For S3.</param>
    public static async Task<OldDataset> MakeAsync(string scheme, bool isThere = true, S3ObjectStoreOptions? s3 = null)
    {
        var place = await StorePlace.MakeAsync(scheme, s3);
        if (isThere)
            await WriteOldAsync(place);

        return await LookAsync(place);
    }

    public static Task WriteOldAsync(StorePlace place)
        => DatasetWriter.WriteAsync(CrashRows.Stream(OldId, Partitions), In(place.Store), OptionsOf(SaveMode.Append, OldId));

    /// <summary>What is there now is what the write that fails may not change.</summary>
    public static async Task<OldDataset> LookAsync(StorePlace place)
        => new(place, await CrashRows.ReadAsync(place.Store, Path), await PathsAsync(place.Store));

    public static DatasetWriteOptions OptionsOf(SaveMode mode, string? writeId = null) => new()
    {
        Format = FileFormat.Csv(),
        PartitionBy = [CrashRows.Partition],
        SaveMode = mode,
        WriteId = writeId ?? NewId,
        MaxRowsPerFile = CrashRows.RowsPerFile,
    };

    public static WriteDestination In(IObjectStore store) => WriteDestination.In(store, $"{Path}/");

    public ScriptedObjectStore Script() => new(Place.Store);

    public static Task<WriteResult> WriteAsync(
        IObjectStore store,
        SaveMode mode = SaveMode.Overwrite,
        IAsyncEnumerable<RecordBatch>? rows = null,
        string id = NewId,
        CancellationToken cancellationToken = default)
        => DatasetWriter.WriteAsync(rows ?? RowsOf(id), In(store), OptionsOf(mode, id), cancellationToken);

    public Task<IReadOnlyList<RecoveryItem>> RecoverAsync() => Place.RecoverAsync(Path);

    /// <summary>The old rows in the old files, and nothing else: no journal, no upload that could be listed, no temporary file or directory.</summary>
    public async Task ShouldBeUnchangedAsync(string because = "")
    {
        ShouldBe(await RowsAsync(), _rows, because);
        (await PathsAsync(Place.Store)).Should().Equal(_paths, because);
        await ShouldHaveNothingElseAsync(because);
        if (_disk is not null)
            Disk(Place)!.ShouldEqual(_disk);
    }

    /// <summary>The rows that the other write brought, after the old ones where it appended, and nothing else.</summary>
    public async Task ShouldHoldTheNewAsync(SaveMode mode, string because = "", string id = NewId)
    {
        ShouldBe(await RowsAsync(), [.. mode == SaveMode.Append ? _rows : [], .. CrashRows.Of(id, Partitions)], because);
        await ShouldHaveNothingElseAsync(because);
    }

    /// <summary>Whether any row of the other write is there.</summary>
    public async Task<bool> HoldsAsync(string id = NewId)
        => (await RowsAsync()).Any(row => row.Row.StartsWith($"{id}-", StringComparison.Ordinal));

    public void Dispose() => Place.Dispose();

    private static IAsyncEnumerable<RecordBatch> RowsOf(string id) => CrashRows.Stream(id, Partitions);

    private async Task ShouldHaveNothingElseAsync(string because) => (await Place.RemainsAsync()).Should().BeEmpty(because);

    private Task<List<(string Partition, string Row)>> RowsAsync() => CrashRows.ReadAsync(Place.Store, Path);

    private static void ShouldBe(
        List<(string Partition, string Row)> found, List<(string Partition, string Row)> expected, string because)
        => found.Order().SequenceEqual(expected.Order()).Should().BeTrue(
            "there are {0} rows and should be {1}, {2} of them missing {3}", found.Count, expected.Count, expected.Except(found).Count(), because);

    private static DirectorySnapshot? Disk(StorePlace place) => place.Store is LocalObjectStore ? DirectorySnapshot.Take(place.Root) : null;

    private static async Task<List<string>> PathsAsync(IObjectStore store)
    {
        var paths = new List<string>();
        await foreach (var metadata in store.ListAsync(default))
            paths.Add(metadata.Path.Value);

        return paths;
    }
}
