using System.Runtime.InteropServices;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Gives each key the next code when it is first seen, from the one after <see cref="KeyColumn.NullCode"/> on.</summary>
internal sealed class KeyTable<TKey>
    where TKey : struct, IEquatable<TKey>
{
    private readonly Dictionary<TKey, int> _codes = [];
    private readonly List<TKey> _keys = [];

    /// <summary>All codes given out so far are below this.</summary>
    public int Count => _keys.Count + 1;

    /// <summary>The key of a code that has been given out.</summary>
    public TKey this[int code] => _keys[code - 1];

    public int CodeOf(TKey key)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, key, out var known);
        if (!known)
        {
            _keys.Add(key);
            code = _keys.Count;
        }

        return code;
    }
}
