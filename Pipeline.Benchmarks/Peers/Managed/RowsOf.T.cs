namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Objects of one type.</summary>
internal sealed class RowsOf<T>(T[] rows) : RowsOf
    where T : class, IBatchSerializable<T>
{
    public override ValueTask VisitAsync(IRecordVisitor visitor) => visitor.VisitAsync(rows);
}
