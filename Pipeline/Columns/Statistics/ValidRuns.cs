using System.Buffers.Binary;
using System.Numerics;

namespace DataflowWrite.Columns.Statistics;

/// <summary>The runs of set bits in a part of a bitmap; an empty bitmap has all bits set.</summary>
internal ref struct ValidRuns(ReadOnlySpan<byte> bits, int start, int count)
{
    private const int WordBits = 64;

    private readonly ReadOnlySpan<byte> _bits = bits;
    private readonly int _end = start + count;
    private int _position = start;

    /// <summary>The first position of the current run.</summary>
    public int Start { get; private set; }

    public int Length { get; private set; }

    public bool MoveNext()
    {
        Start = _bits.IsEmpty ? _position : Find(_position, flip: 0);
        if (Start >= _end)
            return false;

        _position = _bits.IsEmpty ? _end : Math.Min(Find(Start, flip: ulong.MaxValue), _end);
        Length = _position - Start;
        return true;
    }

    /// <summary>The first bit that is set once all are flipped or not, from a position on; at or behind the end where there is none.</summary>
    private readonly int Find(int position, ulong flip)
    {
        while (position < _end)
        {
            var bytes = _bits[(position >> 3)..];
            var shift = position & 7;
            var isWord = bytes.Length >= sizeof(ulong);
            var word = (isWord ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : bytes[0]) ^ flip;
            var width = isWord ? WordBits : 8;
            var found = shift + BitOperations.TrailingZeroCount(word >> shift);
            if (found < width)
                return position - shift + found;

            position += width - shift;
        }

        return position;
    }
}
