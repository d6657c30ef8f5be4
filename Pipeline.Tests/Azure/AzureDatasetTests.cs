using DataflowWrite.Commit;
using DataflowWrite.Parquet;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Azure;

/// <summary>A whole write into a container.</summary>
public sealed class AzureDatasetTests : AzureFixture
{
    private const int Rows = 40_000;

    private static readonly DatasetWriteOptions Options = new()
    {
        Format = new ParquetFormat(),
        PartitionBy = ["key"],
        MaxRowsPerFile = 4000,
    };

    [Test]
    public async Task A_partitioned_dataset_is_read_back_equal()
    {
        var store = Store(null, new() { BlockSize = 64 << 10 });

        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 1000), WriteDestination.In(store, "x/"), Options);

        (await ListAsync(store)).Should().HaveCount(result.Files.Count).And.OnlyContain(path => path.StartsWith("x/key=k"));
        using var directory = new TempDirectory();
        await DownloadAsync(store, directory);
        Query(directory, $"SELECT count(*), count(DISTINCT id), min(id), max(id), count(*) FILTER (key != 'k' || (id % 4)) FROM {Dataset(directory)}")
            .Should().Equal(Rows, Rows, 0, Rows - 1, 0);
    }

    [Test]
    public async Task A_write_over_a_bad_network_is_read_back_equal()
    {
        var random = new Random(42);
        var network = new FaultyNetwork(request => random.Next(5) switch { 0 => Fault.LostAnswer, 1 => Fault.Busy, _ => Fault.None });
        var store = Store(network, new() { MaxAttempts = 100 });

        await DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 1000), WriteDestination.In(store, "x/"), Options);

        using var directory = new TempDirectory();
        await DownloadAsync(Store(), directory);
        Query(directory, $"SELECT count(*), count(DISTINCT id) FROM {Dataset(directory)}").Should().Equal(Rows, Rows);
    }

    [Test]
    public async Task A_write_that_fails_leaves_nothing_to_read([Values(RequestKind.Block, RequestKind.Commit)] RequestKind kind)
    {
        var count = 0;
        var network = new FaultyNetwork(request => request.Kind == kind && Interlocked.Increment(ref count) == 6 ? Fault.Denied : Fault.None);

        await WriteAndFailAsync(network);

        (await ListAsync(Store())).Should().BeEmpty();
    }

    /// <summary>Nothing takes a block back, so that undoing a write takes the right to commit too.</summary>
    [Test]
    public async Task A_write_that_may_not_undo_itself_is_undone_by_recovery()
    {
        var count = 0;
        await WriteAndFailAsync(new(request => request.Kind == RequestKind.Commit && Interlocked.Increment(ref count) > 5 ? Fault.Denied : Fault.None));
        (await ListAsync(Store())).Should().Contain(path => path.Contains("_dfw/"));

        var items = await Recovery.SweepAsync(Store(), ObjectPath.Parse("x"), new() { OlderThan = TimeSpan.Zero });

        items.Should().ContainSingle().Which.Action.Should().Be(RecoveryAction.Undo);
        (await ListAsync(Store())).Should().BeEmpty();
    }

    private async Task WriteAndFailAsync(FaultyNetwork network)
    {
        var destination = WriteDestination.In(Store(network, null, TimeProvider.System), "x/");
        await this.Awaiting(_ => DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 1000), destination, Options))
            .Should().ThrowAsync<DatasetWriteException>().WithMessage("*access is denied*");
    }

    private static string Dataset(TempDirectory directory) => $"read_parquet('{directory.FullPath}/x/**/*.parquet', hive_partitioning=true)";

    private static long[] Query(TempDirectory directory, string text)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var rows = command.ExecuteReader();
        rows.Read();
        return [.. Enumerable.Range(0, rows.FieldCount).Select(column => Convert.ToInt64(rows.GetValue(column)))];
    }

    private static async Task DownloadAsync(IObjectStore store, TempDirectory directory)
    {
        await foreach (var metadata in store.ListAsync(ObjectPath.Root))
        {
            var file = directory.File(metadata.Path.Value);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var source = await store.OpenReadAsync(metadata.Path);
            await using var target = File.Create(file);
            await source.CopyToAsync(target);
        }
    }
}
