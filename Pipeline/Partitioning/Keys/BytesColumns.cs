using Apache.Arrow.Types;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Columns of text and of binary values, in any of their layouts.</summary>
internal static class BytesColumns
{
    /// <summary>Null for a type that is neither.</summary>
    public static KeyColumn? Create(IArrowType type, BytesCodes text, BytesCodes binary) => type switch
    {
        StringType => new BytesKeyColumn(BytesLayout.Offsets32, 0, text),
        LargeStringType => new BytesKeyColumn(BytesLayout.Offsets64, 0, text),
        StringViewType => new BytesKeyColumn(BytesLayout.Views, 0, text),
        BinaryType => new BytesKeyColumn(BytesLayout.Offsets32, 0, binary),
        LargeBinaryType => new BytesKeyColumn(BytesLayout.Offsets64, 0, binary),
        BinaryViewType => new BytesKeyColumn(BytesLayout.Views, 0, binary),
        FixedSizeBinaryType t => new BytesKeyColumn(BytesLayout.Fixed, t.ByteWidth, binary),
        _ => null,
    };
}
