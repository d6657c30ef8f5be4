using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace DataflowWrite.Compression.Xz;

/// <summary>Finds earlier occurrences of the bytes at a position, by chains of positions whose four bytes have one hash.</summary>
internal ref struct MatchFinder : IDisposable
{
    private const int HashedBytes = 4;
    private const int MaxHashBits = 18;

    private readonly ReadOnlySpan<byte> _source;
    private readonly int[] _heads;
    private readonly int[] _chains;
    private readonly int _hashShift;
    private readonly int _depth;
    private readonly int _nice;
    private int _inserted;

    /// <param name="source">The bytes, all of which may be referred to.</param>
    /// <param name="depth">Earlier positions that are looked at.</param>
    /// <param name="nice">A length that is good enough to stop at.</param>
    public MatchFinder(ReadOnlySpan<byte> source, int depth, int nice)
    {
        _source = source;
        _depth = depth;
        _nice = nice;
        var bits = Math.Clamp(BitOperations.Log2((uint)source.Length | 1), 8, MaxHashBits);
        _hashShift = 32 - bits;
        _heads = ArrayPool<int>.Shared.Rent(1 << bits);
        _heads.AsSpan(0, 1 << bits).Fill(-1);
        _chains = ArrayPool<int>.Shared.Rent(Math.Max(source.Length, 1));
    }

    /// <summary>The longest match, and the nearest of that length; length 0 when there is none of four bytes.</summary>
    public readonly (int Length, int Distance) Find(int position)
    {
        var limit = Math.Min(LzmaModel.MaxMatch, _source.Length - position);
        if (limit < HashedBytes)
            return default;

        var here = _source.Slice(position, limit);
        var candidate = _heads[Hash(position)];
        var (best, distance) = (HashedBytes - 1, 0);
        for (var left = _depth; left > 0 && candidate >= 0; left--, candidate = _chains[candidate])
        {
            if (_source[candidate + best] != here[best])
                continue;

            var length = here.CommonPrefixLength(_source.Slice(candidate, limit));
            if (length <= best)
                continue;

            (best, distance) = (length, position - candidate);
            if (length >= _nice || length == limit)
                break;
        }

        return distance == 0 ? default : (best, distance);
    }

    /// <summary>The length of the match at a distance.</summary>
    public readonly int LengthAt(int position, uint distance)
    {
        if (distance > (uint)position)
            return 0;

        var limit = Math.Min(LzmaModel.MaxMatch, _source.Length - position);
        return _source.Slice(position, limit).CommonPrefixLength(_source.Slice(position - (int)distance, limit));
    }

    /// <summary>Makes the positions before this one known.</summary>
    public void InsertUpTo(int position)
    {
        var end = Math.Min(position, _source.Length - HashedBytes + 1);
        for (; _inserted < end; _inserted++)
        {
            ref var head = ref _heads[Hash(_inserted)];
            _chains[_inserted] = head;
            head = _inserted;
        }
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_heads);
        ArrayPool<int>.Shared.Return(_chains);
    }

    private readonly int Hash(int position)
        => (int)((BinaryPrimitives.ReadUInt32LittleEndian(_source[position..]) * 2654435761u) >> _hashShift);
}
