namespace DataflowWrite.S3;

/// <summary>
/// Brings keys from the order of their UTF-8 bytes, in which S3 lists, into ordinal order. The two differ only between keys with surrogates and keys with
/// U+E000 and above, and such keys lie next to each other: only runs of them are held back.
/// </summary>
internal sealed class OrdinalOrder<T>(Func<T, string> key)
{
    private readonly List<T> _held = [];

    /// <summary>Takes the next item, and gives out what can go before it.</summary>
    public IEnumerable<T> Add(T item)
    {
        if (HoldsBack(key(item)))
        {
            _held.Add(item);
            yield break;
        }

        foreach (var held in End())
            yield return held;

        yield return item;
    }

    /// <summary>Gives out what is held back.</summary>
    public IEnumerable<T> End()
    {
        _held.Sort((a, b) => string.CompareOrdinal(key(a), key(b)));
        foreach (var held in _held)
            yield return held;

        _held.Clear();
    }

    private static bool HoldsBack(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uFFFF') >= 0;
}
