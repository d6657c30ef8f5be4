namespace DataflowWrite.Columns;

/// <summary>Where the entries of one dictionary stand in a merged one.</summary>
internal sealed class DictionaryRemap
{
    private readonly int[] _map;

    /// <param name="map">For each entry its place, or a negative number when no row uses it; owned by the remap from now on.</param>
    public DictionaryRemap(int[] map)
    {
        Length = map.Length;
        IsIdentity = true;
        for (var i = 0; i < map.Length && IsIdentity; i++)
            IsIdentity = map[i] == i;

        _map = IsIdentity ? [] : map;
    }

    private DictionaryRemap(int length)
    {
        Length = length;
        IsIdentity = true;
        _map = [];
    }

    /// <summary>The entries of the dictionary.</summary>
    public int Length { get; }

    /// <summary>No entry moves: the indices are good as they are.</summary>
    public bool IsIdentity { get; }

    /// <summary>The places; empty when no entry moves.</summary>
    public ReadOnlySpan<int> Map => _map;

    public int this[int entry] => IsIdentity ? entry : _map[entry];

    public static DictionaryRemap Identity(int length) => new(length);
}
