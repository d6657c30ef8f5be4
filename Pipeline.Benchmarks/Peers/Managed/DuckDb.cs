using System.Globalization;
using DataflowWrite.Benchmarks.Workloads;
using DuckDB.NET.Data;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>DuckDB, by COPY from a table in memory. The naive one holds instants without a zone, which it formats faster.</summary>
internal sealed class DuckDb(bool naive) : IPeer
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");

    public string Version => _connection.ServerVersion.TrimStart('v');

    public void Load(Workload workload, LapRequest request)
    {
        _connection.Open();
        Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads = {request.Threads}"));
        Execute("SET TimeZone = 'UTC'");
        Execute($"CREATE TABLE input AS SELECT * FROM '{request.Parquet}'");
        if (naive)
            Execute("ALTER TABLE input ALTER occurred_at TYPE TIMESTAMP");
    }

    public ValueTask WriteAsync(RaceCell cell, string output)
    {
        var partition = cell.Partition is { } column ? $", PARTITION_BY ({column})" : "";
        Execute($"COPY input TO '{output}' ({Format(cell.Format)}{partition})");
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _connection.Dispose();

    private static string Format(RaceFormat format) => format switch
    {
        { Kind: FormatKind.Csv } => $"FORMAT csv, HEADER, COMPRESSION {format.Codec ?? "none"}",
        { Kind: FormatKind.JsonLines } => $"FORMAT json, COMPRESSION {format.Codec ?? "none"}",
        { Codec: "zstd" } => string.Create(CultureInfo.InvariantCulture, $"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {RaceFormat.ZstdLevel}"),
        _ => $"FORMAT parquet, COMPRESSION {format.Codec}",
    };

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
