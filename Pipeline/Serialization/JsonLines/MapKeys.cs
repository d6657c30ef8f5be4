using System.Buffers;
using System.Text;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>
/// The quoted keys of one map, of which none may be null or come twice. Its arrays are kept from map to map.
/// </summary>
internal sealed class MapKeys(string column, ColumnWriter keys)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private int[] _ends = [];
    private int[] _slots = [];

    /// <summary>The text of a key with its quotes.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _text.WrittenSpan[start.._ends[index]];
        }
    }

    /// <summary>Reads the keys of a map, which lie side by side.</summary>
    /// <exception cref="InvalidDataException">A key is null or comes twice.</exception>
    public void Read(int start, int count)
    {
        Reserve(count);
        _text.ResetWrittenCount();
        for (var i = 0; i < count; i++)
        {
            var output = new Utf8Output(_text);
            keys.Write(ref output, start + i);
            output.Complete();
            _ends[i] = _text.WrittenCount;
            if (this[i].IsEmpty)
                throw new InvalidDataException($"Column '{column}': a key of a map is null; Arrow does not allow that.");
        }

        CheckTwice(count);
    }

    private void Reserve(int count)
    {
        if (_ends.Length < count)
            _ends = new int[Math.Max(count, _ends.Length * 2)];

        if (_slots.Length < count * 2)
            _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2)];
    }

    /// <summary>An open-addressing table of positions, at most half full; 0 is a free slot.</summary>
    private void CheckTwice(int count)
    {
        if (count < 2)
            return;

        System.Array.Clear(_slots);
        for (var i = 0; i < count; i++)
        {
            var slot = Hash(this[i]) & (_slots.Length - 1);
            for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
                if (this[_slots[slot] - 1].SequenceEqual(this[i]))
                    throw new InvalidDataException(
                        $"Column '{column}': the key {Encoding.UTF8.GetString(this[i])} comes twice in a map, of which"
                        + " readers of JSON keep one; remove the other.");

            _slots[slot] = i + 1;
        }
    }

    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}
