using System.Buffers;
using System.Numerics;
using System.Text;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// The quoted keys of one map, of which none may be null or come twice. Its arrays are kept from map to map.
/// </summary>
internal sealed class KeyTexts(string column)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private int[] _ends = [];
    private int[] _slots = [];
    private int _count;

    /// <summary>Where the next key is written, before <see cref="Take"/>.</summary>
    public IBufferWriter<byte> Buffer => _text;

    /// <summary>The text of a key with its quotes.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _text.WrittenSpan[start.._ends[index]];
        }
    }

    /// <summary>Begins with another map.</summary>
    public void Clear()
    {
        _text.ResetWrittenCount();
        _count = 0;
    }

    /// <summary>Takes what was written since the last key for the next one, which is null when that is nothing.</summary>
    /// <exception cref="InvalidDataException">The key is null.</exception>
    public ReadOnlySpan<byte> Take()
    {
        if (_ends.Length == _count)
            System.Array.Resize(ref _ends, Math.Max(4, _count * 2));

        _ends[_count] = _text.WrittenCount;
        var key = this[_count++];
        return key.IsEmpty
            ? throw new InvalidDataException($"Column '{column}': a key of a map is null; Arrow does not allow that.")
            : key;
    }

    /// <summary>Looks for a key that comes twice, in an open-addressing table of positions, at most half full; 0 is a free slot.</summary>
    /// <exception cref="InvalidDataException">There is one.</exception>
    public void CheckTwice()
    {
        if (_count < 2)
            return;

        if (_slots.Length < _count * 2)
            _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)_count * 2)];
        else
            System.Array.Clear(_slots);

        for (var i = 0; i < _count; i++)
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
