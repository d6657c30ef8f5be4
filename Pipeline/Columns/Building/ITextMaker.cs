namespace DataflowWrite.Columns.Building;

/// <summary>Makes what writes the values of a member as text in one column. Each converter asks for its own kind.</summary>
internal interface ITextMaker
{
    MemberText<T> Plain<T>()
        where T : struct;

    MemberText<TValue> Fixed<TValue, TStored, TForm>(TForm form)
        where TStored : unmanaged
        where TForm : struct, IStoredForm<TValue, TStored>;

    MemberText<string?> Text();

    MemberText<char> Character();

    MemberText<byte[]?> Bytes();

    MemberText<ReadOnlyMemory<byte>> Memory();

    MemberText<TEnum> Names<TEnum>(IReadOnlyDictionary<TEnum, string> names, Func<TEnum, string> problem)
        where TEnum : unmanaged, Enum;

    MemberText<T?> Nullable<T>(ColumnConverter<T> values)
        where T : struct;

    MemberText<TList> List<TList, T, TShape>(ColumnConverter<T> items)
        where TShape : struct, IListShape<TList, T>;

    MemberText<Dictionary<string, T>?> Map<T>(ColumnConverter<T> values);

    MemberText<T?> Struct<T>()
        where T : IRecordColumns<T>;
}
