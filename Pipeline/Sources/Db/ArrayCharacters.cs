namespace DataflowWrite.Sources.Db;

internal readonly struct ArrayCharacters : ICharacters<char[]>
{
    public static ReadOnlySpan<char> Of(ref readonly char[] value) => value;
}
