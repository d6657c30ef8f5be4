using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>A column of the files that records are written to, or what stands in a list, a map or a struct: makes the writers of its values.</summary>
internal abstract class RecordColumn
{
    protected RecordColumn(string name, Field field)
    {
        Name = name;
        FieldName = field.Name;
        Type = field.DataType is DictionaryType dictionary ? dictionary.ValueType : field.DataType;
        IsNullable = field.IsNullable;
    }

    /// <summary>For messages: the name with those of the structs around it.</summary>
    public string Name { get; }

    public string FieldName { get; }

    public bool IsNullable { get; }

    protected IArrowType Type { get; }

    /// <summary>Where a value without quotes stands.</summary>
    public FieldSite Site => new(Name, Frame, IsNullable);

    protected abstract ValueFrame Frame { get; }

    /// <summary>A writer of values as Arrow stores them.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public TextField<T> Field<T>()
        where T : struct
        => CreateScalar() as TextField<T> ?? throw FieldErrors.WrongType(Name, Type, typeof(T).Name);

    /// <summary>A writer of text.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public StringField Text() => CreateScalar() as StringField ?? throw FieldErrors.WrongType(Name, Type, "text");

    /// <summary>A writer of byte strings.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public BytesField Bytes() => CreateScalar() as BytesField ?? throw FieldErrors.WrongType(Name, Type, "bytes");

    /// <summary>The members of a struct.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public RecordColumn[] Members()
        => Type is StructType type ? CreateMembers(type) : throw FieldErrors.WrongType(Name, Type, "a nested record");

    /// <summary>The items of a list.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public RecordColumn Items() => Type is ListType type ? CreateItems(type.ValueField) : throw FieldErrors.WrongType(Name, Type, "a list");

    /// <summary>The keys of a map.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public RecordColumn Keys() => CreateKeys(Map().KeyField);

    /// <summary>The values of a map.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public RecordColumn Values() => CreateValues(Map().ValueField);

    protected abstract ITextField CreateScalar();

    protected abstract RecordColumn[] CreateMembers(StructType type);

    protected abstract RecordColumn CreateItems(Field items);

    protected abstract RecordColumn CreateKeys(Field keys);

    protected abstract RecordColumn CreateValues(Field values);

    private MapType Map() => Type as MapType ?? throw FieldErrors.WrongType(Name, Type, "a map");
}
