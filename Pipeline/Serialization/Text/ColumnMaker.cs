using Apache.Arrow.Types;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>Makes the writers of arrays.</summary>
internal readonly struct ColumnMaker : IWriterMaker<ColumnWriter>
{
    public ColumnWriter Null(string name, ValueFrame frame) => new NullColumn(name, frame);

    public ColumnWriter Boolean(string name, ValueFrame frame) => new BooleanColumn(name, frame);

    public ColumnWriter Fixed<T, TFormat>(string name, ValueFrame frame, TFormat format)
        where T : unmanaged
        where TFormat : struct, IValueFormat<T>
        => new FixedColumn<T, TFormat>(name, frame, format);

    public ColumnWriter Uuid(string name, ValueFrame frame) => new UuidColumn(name, frame);

    public ColumnWriter Bytes<TFormat>(string name, IArrowType type, ValueFrame frame, TFormat format)
        where TFormat : struct, IBytesFormat
        => type.TypeId switch
        {
            ArrowTypeId.LargeBinary => new BytesColumn<OffsetValues<long>, TFormat>(name, frame, format),
            ArrowTypeId.BinaryView => new BytesColumn<ViewValues, TFormat>(name, frame, format),
            ArrowTypeId.FixedSizedBinary => new BytesColumn<FixedValues, TFormat>(name, frame, format),
            _ => new BytesColumn<OffsetValues<int>, TFormat>(name, frame, format),
        };

    public ColumnWriter Text<TFormat>(string name, IArrowType type, ValueFrame frame, TFormat format)
        where TFormat : struct, ITextFormat
        => type.TypeId switch
        {
            ArrowTypeId.StringView => new TextColumn<ViewValues, TFormat>(name, frame, format),
            ArrowTypeId.LargeString => new TextColumn<OffsetValues<long>, TFormat>(name, frame, format),
            _ => new TextColumn<OffsetValues<int>, TFormat>(name, frame, format),
        };

    public ColumnWriter Checked(string name, ValueFrame frame, ColumnWriter values, CsvTextFormat format)
        => new CsvCheckedColumn(name, frame, values, format);
}
