namespace DataflowWrite.Sources.Db;

internal interface ICharacters<T>
{
    static abstract ReadOnlySpan<char> Of(ref readonly T value);
}
