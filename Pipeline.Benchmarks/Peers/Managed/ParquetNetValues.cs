using Parquet;
using Parquet.Schema;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Values of which none is null.</summary>
internal sealed class ParquetNetValues<T>(DataField field, T[] rows) : ParquetNetColumn(field)
    where T : struct
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, int start, int count)
        => await group.WriteAsync<T>(Field, new ReadOnlyMemory<T>(rows, start, count)).ConfigureAwait(false);
}
