using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Bytes in memory of any owner.</summary>
internal sealed class MemoryText(BytesField bytes) : MemberText<ReadOnlyMemory<byte>>
{
    public override void Write(ref Utf8Output output, ReadOnlyMemory<byte> value) => bytes.WriteBytes(ref output, value.Span);
}
