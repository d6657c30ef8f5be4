using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Records;

/// <summary>Makes what writes values into one column.</summary>
internal sealed class TextMaker(RecordColumn column) : ITextMaker
{
    public MemberText<T> Plain<T>()
        where T : struct
        => column.Field<T>();

    public MemberText<TValue> Fixed<TValue, TStored, TForm>(TForm form)
        where TStored : unmanaged
        where TForm : struct, IStoredForm<TValue, TStored>
    {
        if (typeof(TStored) == typeof(WideBits))
            return new FormText<TValue, TStored, TForm>(form, (TextField<TStored>)(ITextField)new WideField(column.Field<Int256>()));

        var stored = column.Field<TStored>();
        return stored is FixedField<TStored> field ? field.Of<TValue, TForm>(form) : new FormText<TValue, TStored, TForm>(form, stored);
    }

    public MemberText<string?> Text() => column.Text();

    public MemberText<char> Character() => new CharacterText(column.Text());

    public MemberText<byte[]?> Bytes() => column.Bytes();

    public MemberText<ReadOnlyMemory<byte>> Memory() => new MemoryText(column.Bytes());

    public MemberText<TEnum> Names<TEnum>(IReadOnlyDictionary<TEnum, string> names, Func<TEnum, string> problem)
        where TEnum : unmanaged, Enum
        => new NameText<TEnum>(names, problem, column.Text());

    public MemberText<T?> Nullable<T>(ColumnConverter<T> values)
        where T : struct
        => new NullableText<T>(column.Site, values.CreateText(this));

    public MemberText<TList> List<TList, T, TShape>(ColumnConverter<T> items)
        where TShape : struct, IListShape<TList, T>
        => new ListText<TList, T, TShape>(column.Site, items.CreateText(new TextMaker(column.Items())));

    public MemberText<Dictionary<string, T>?> Map<T>(ColumnConverter<T> values)
        => new MapText<T>(column.Site, column.Keys().Text(), values.CreateText(new TextMaker(column.Values())));

    public MemberText<T?> Struct<T>()
        where T : IRecordColumns<T>
    {
        var members = new TextColumns(column.Members());
        var text = T.CreateText(members);
        members.CheckFound();
        return new StructText<T>(column.Site, text);
    }
}
