using Parquet;
using Parquet.Schema;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Strings, any of which may be null.</summary>
internal sealed class ParquetNetText(DataField field, string?[] rows) : ParquetNetColumn(field)
{
    public override async Task WriteAsync(ParquetRowGroupWriter group, int start, int count)
        => await group.WriteAsync(Field, new ArraySegment<string>(rows!, start, count)).ConfigureAwait(false);
}
