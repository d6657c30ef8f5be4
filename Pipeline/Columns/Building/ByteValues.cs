using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>What the converters of bytes share.</summary>
internal static class ByteValues
{
    public static bool CanRead(IArrowType type) => type is BinaryType or LargeBinaryType or BinaryViewType or FixedSizeBinaryType;

    public static void Append(ref VariableBuffers buffers, ReadOnlySpan<byte> value)
    {
        value.CopyTo(buffers.Reserve(value.Length));
        buffers.End(value.Length);
    }
}
