using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text;

/// <summary>The columns of encodings that refer to values of another array.</summary>
internal static class DictionaryColumns
{
    public static ColumnWriter Create(string name, DictionaryType type, ValueFrame frame, ColumnWriter values)
        => type.IndexType.TypeId switch
        {
            ArrowTypeId.Int8 => new DictionaryColumn<sbyte>(name, frame, values),
            ArrowTypeId.Int16 => new DictionaryColumn<short>(name, frame, values),
            ArrowTypeId.Int32 => new DictionaryColumn<int>(name, frame, values),
            ArrowTypeId.Int64 => new DictionaryColumn<long>(name, frame, values),
            ArrowTypeId.UInt8 => new DictionaryColumn<byte>(name, frame, values),
            ArrowTypeId.UInt16 => new DictionaryColumn<ushort>(name, frame, values),
            ArrowTypeId.UInt32 => new DictionaryColumn<uint>(name, frame, values),
            ArrowTypeId.UInt64 => new DictionaryColumn<ulong>(name, frame, values),
            _ => throw new NotSupportedException(
                $"Column '{name}' has type {ArrowTypes.NameOf(type)}, whose indices are not integers."),
        };

    public static ColumnWriter CreateRuns(string name, RunEndEncodedType type, ValueFrame frame, ColumnWriter values)
        => type.RunEndsDataType.TypeId switch
        {
            ArrowTypeId.Int16 => new RunEndColumn<short>(name, frame, values),
            ArrowTypeId.Int32 => new RunEndColumn<int>(name, frame, values),
            ArrowTypeId.Int64 => new RunEndColumn<long>(name, frame, values),
            _ => throw new NotSupportedException(
                $"Column '{name}' has type {ArrowTypes.NameOf(type)}, whose run ends are not int16, int32 or int64."),
        };
}
