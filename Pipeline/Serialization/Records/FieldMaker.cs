using Apache.Arrow.Types;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Makes the writers of single values.</summary>
internal readonly struct FieldMaker(bool nullable) : IWriterMaker<ITextField>
{
    public ITextField Null(string name, ValueFrame frame) => new NullField(Site(name, frame));

    public ITextField Boolean(string name, ValueFrame frame) => new BooleanField(Site(name, frame));

    public ITextField Fixed<T, TFormat>(string name, ValueFrame frame, TFormat format)
        where T : unmanaged
        where TFormat : struct, IValueFormat<T>
        => new FixedField<T, TFormat>(Site(name, frame), format);

    public ITextField Uuid(string name, ValueFrame frame) => new FixedField<Guid, UuidFormat>(Site(name, frame), default);

    public ITextField Bytes<TFormat>(string name, IArrowType type, ValueFrame frame, TFormat format)
        where TFormat : struct, IBytesFormat
        => new BytesField<TFormat>(Site(name, frame), format);

    public ITextField Text<TFormat>(string name, IArrowType type, ValueFrame frame, TFormat format)
        where TFormat : struct, ITextFormat
        => new StringField<TFormat>(Site(name, frame), format);

    public ITextField Checked(string name, ValueFrame frame, ITextField values, CsvTextFormat format)
        => values.Checked(Site(name, frame), format);

    private FieldSite Site(string name, ValueFrame frame) => new(name, frame, nullable);
}
