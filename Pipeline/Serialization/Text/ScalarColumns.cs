using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Serialization.Text;

/// <summary>The columns of scalar types other than text, which both text formats share.</summary>
internal static class ScalarColumns
{
    /// <summary>The kind of a type, or null for nested types, dictionaries, run-end encoded types and unions.</summary>
    public static ScalarKind? KindOf(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Null => ScalarKind.Null,
        ArrowTypeId.Boolean => ScalarKind.Boolean,
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 => ScalarKind.Number,
        ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32 or ArrowTypeId.UInt64 => ScalarKind.Number,
        ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double => ScalarKind.Number,
        ArrowTypeId.Decimal32 or ArrowTypeId.Decimal64 => ScalarKind.Decimal,
        ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => ScalarKind.Decimal,
        ArrowTypeId.Date32 or ArrowTypeId.Date64 or ArrowTypeId.Time32 or ArrowTypeId.Time64 => ScalarKind.Temporal,
        ArrowTypeId.Timestamp or ArrowTypeId.Duration or ArrowTypeId.Interval => ScalarKind.Temporal,
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView => ScalarKind.Code,
        ArrowTypeId.FixedSizedBinary => ScalarKind.Code,
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView => ScalarKind.Text,
        ArrowTypeId.Extension => type switch
        {
            Bool8Type => ScalarKind.Boolean,
            ExtensionType extension => KindOf(extension.StorageType),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The column of a scalar type other than text.</summary>
    public static ColumnWriter Create(string name, IArrowType type, ValueFrame frame, ScalarStyles styles)
        => ScalarWriters<ColumnMaker, ColumnWriter>.Create(default, name, type, frame, styles);
}
