using Apache.Arrow;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys of the null type: one key.</summary>
internal sealed class NullKeyColumn : KeyColumn
{
    public override int Count => 1;

    public override void Encode(ArrayData data, Span<int> codes) => codes[..data.Length].Clear();

    public override string? TextOf(int code) => null;
}
