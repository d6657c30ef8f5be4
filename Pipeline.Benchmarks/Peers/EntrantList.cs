using DataflowWrite.Benchmarks.Peers.Managed;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>All contestants, ours first.</summary>
internal static class EntrantList
{
    private static readonly string[] OfRecords = [WorkloadList.Events.Name, WorkloadList.LineItem.Name, WorkloadList.Records.Name];

    public static IReadOnlyList<Entrant> All { get; } =
    [
        new("ours", cell => !IsRecords(cell)) { Peer = () => new OurBatches(Storage.Durability.None), IsOurs = true },
        new("ours-flushed", cell => !IsRecords(cell)) { Peer = () => new OurBatches(Storage.Durability.Flush) },
        new("ours-records", HasRecords) { Peer = () => new OurRecords(), IsOurs = true },
        new("duckdb", cell => !IsRecords(cell) && cell.Format.Kind != FormatKind.Arrow) { Peer = () => new DuckDb(naive: false) },
        new("duckdb-naive", cell => cell.Workload == WorkloadList.Events.Name && cell.Format.Kind != FormatKind.Arrow)
        {
            Peer = () => new DuckDb(naive: true),
        },
        new("polars", cell => !IsRecords(cell) && cell.Partition is null),
        new("chdb", cell => !IsRecords(cell)) { KeepsPartitionColumns = true },
        new("csvhelper", cell => HasRecords(cell) && cell is { Format.Kind: FormatKind.Csv, Partition: null }) { Peer = () => new CsvHelperFiles() },
        new("sylvan", cell => cell is { Format.Kind: FormatKind.Csv, Partition: null }) { Peer = () => new SylvanFiles() },
        new("system.text.json", cell => HasRecords(cell) && cell is { Format.Kind: FormatKind.JsonLines, Partition: null })
        {
            Peer = () => new SystemTextJsonFiles(),
        },
        new("parquetsharp", cell => !IsRecords(cell) && cell is { Format.Kind: FormatKind.Parquet, Partition: null })
        {
            Peer = () => new ParquetSharpFiles(),
        },
        new("parquet.net", cell => cell is { Format.Kind: FormatKind.Parquet, Partition: null })
        {
            Peer = () => new ParquetNetFiles(),
        },
        new("apache.arrow", cell => !IsRecords(cell) && cell is { Format.Kind: FormatKind.Arrow, Partition: null })
        {
            Peer = () => new ApacheArrowFiles(),
        },
    ];

    private static bool IsRecords(RaceCell cell) => cell.Workload == WorkloadList.Records.Name;

    private static bool HasRecords(RaceCell cell) => OfRecords.Contains(cell.Workload);
}
