using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Records;

/// <summary>A column of the files that records are written to, or what stands in a list, a map or a struct: makes the writers of its values.</summary>
internal abstract class RecordColumn
{
    protected RecordColumn(string name, Field field)
    {
        Name = name;
        Type = field.DataType is DictionaryType dictionary ? dictionary.ValueType : field.DataType;
        IsNullable = field.IsNullable;
    }

    public string Name { get; }

    public bool IsNullable { get; }

    protected IArrowType Type { get; }

    /// <summary>Where a value in brackets stands.</summary>
    public FieldSite NestedSite => new(Name, NestedFrame, IsNullable);

    protected abstract ValueFrame NestedFrame { get; }

    /// <summary>A writer of values as Arrow stores them.</summary>
    /// <exception cref="ArgumentException">The column has another type.</exception>
    public TextField<T> Field<T>()
        where T : struct
        => CreateScalar() switch
        {
            TextField<T> field => field,
            TextField<Int256> wide when typeof(T) == typeof(Int128) => (TextField<T>)(ITextField)new WideField(wide),
            TextField<Int256> wide when typeof(T) == typeof(UInt128) => (TextField<T>)(ITextField)new WideUnsignedField(wide),
            _ => throw FieldErrors.WrongType(Name, Type, typeof(T).Name),
        };

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
