using System.Buffers;

namespace DataflowWrite.Columns.Building;

/// <summary>Offsets and bytes of values of any length, gathered in pooled memory and copied once their size is known.</summary>
internal ref struct VariableBuffers
{
    private readonly ArrayDraft _draft;
    private readonly Span<int> _offsets;
    private byte[] _bytes;
    private int _count;
    private int _length;

    /// <summary>Adds the buffer of the offsets to the draft, which has that of the validity already.</summary>
    public VariableBuffers(ArrayDraft draft, int count)
    {
        _draft = draft;
        _offsets = draft.Add<int>(count + 1);
        _offsets[0] = 0;
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(256, Math.Min(count, 1 << 20) * 16));
    }

    /// <summary>Room for the next value.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _length < length)
            Grow(length);

        return _bytes.AsSpan(_length);
    }

    /// <summary>Ends the next value, of which so many bytes were written into the room for it.</summary>
    public void End(int written)
    {
        _length += written;
        _offsets[++_count] = _length;
    }

    /// <summary>Adds the buffer of the bytes to the draft.</summary>
    public readonly void Finish()
    {
        if (_length == 0)
            _draft.AddEmpty();
        else
            _bytes.AsSpan(0, _length).CopyTo(_draft.Add<byte>(_length));
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Grow(int length)
    {
        var needed = (long)_length + length;
        if (needed > System.Array.MaxLength)
            throw ColumnBuffers.TooLarge(needed);

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(System.Array.MaxLength, Math.Max(needed, _bytes.Length * 2L)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
