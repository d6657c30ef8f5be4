using Parquet;
using Parquet.Schema;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Values any of which may be null.</summary>
internal sealed class ParquetNetOptionals<T>(DataField field, T?[] rows) : ParquetNetColumn(field)
    where T : struct
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, int start, int count)
        => await group.WriteAsync<T>(Field, new ReadOnlyMemory<T?>(rows, start, count)).ConfigureAwait(false);
}
