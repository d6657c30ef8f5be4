namespace DataflowWrite.Sources.Db;

internal readonly struct SingleCharacter : ICharacters<char>
{
    public static ReadOnlySpan<char> Of(ref readonly char value) => new(in value);
}
