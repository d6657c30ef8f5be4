namespace DataflowWrite.Sources.Db;

internal readonly struct StringCharacters : ICharacters<string>
{
    public static ReadOnlySpan<char> Of(ref readonly string value) => value;
}
