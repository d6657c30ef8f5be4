namespace DataflowWrite.Compression.Xz;

/// <summary>Arithmetic coding of bits with adaptive probabilities, into a buffer that the caller keeps large enough.</summary>
internal sealed class RangeEncoder(byte[] buffer)
{
    private const int ProbabilityBits = 11;
    private const int AdaptShift = 5;
    private const uint Top = 1 << 24;

    private ulong _low;
    private uint _range;
    private byte _held;
    private int _heldCount;
    private int _length;

    /// <summary>Bytes that there will be when the encoder is flushed now.</summary>
    public int PendingLength => _length + _heldCount + 4;

    public void Reset() => (_low, _range, _held, _heldCount, _length) = (0, uint.MaxValue, 0, 1, 0);

    public ReadOnlySpan<byte> Flush()
    {
        for (var i = 0; i < 5; i++)
            ShiftLow();

        return buffer.AsSpan(0, _length);
    }

    public void Encode(ref ushort probability, uint bit)
    {
        var bound = (_range >> ProbabilityBits) * probability;
        if (bit == 0)
        {
            _range = bound;
            probability += (ushort)(((1 << ProbabilityBits) - probability) >> AdaptShift);
        }
        else
        {
            _low += bound;
            _range -= bound;
            probability -= (ushort)(probability >> AdaptShift);
        }

        if (_range < Top)
        {
            _range <<= 8;
            ShiftLow();
        }
    }

    /// <summary>Bits of a symbol from the highest, each with a probability of its own behind the bits before it.</summary>
    public void EncodeTree(Span<ushort> probabilities, int bits, uint symbol)
    {
        var node = 1u;
        for (var shift = bits - 1; shift >= 0; shift--)
        {
            var bit = (symbol >> shift) & 1;
            Encode(ref probabilities[(int)node], bit);
            node = (node << 1) | bit;
        }
    }

    /// <summary>The same from the lowest bit.</summary>
    public void EncodeReverseTree(Span<ushort> probabilities, int bits, uint symbol)
    {
        var node = 1u;
        for (var shift = 0; shift < bits; shift++)
        {
            var bit = (symbol >> shift) & 1;
            Encode(ref probabilities[(int)node], bit);
            node = (node << 1) | bit;
        }
    }

    /// <summary>Bits with even odds, from the highest.</summary>
    public void EncodeDirect(uint value, int bits)
    {
        for (var shift = bits - 1; shift >= 0; shift--)
        {
            _range >>= 1;
            if (((value >> shift) & 1) != 0)
                _low += _range;

            if (_range < Top)
            {
                _range <<= 8;
                ShiftLow();
            }
        }
    }

    // A carry can run through all the bytes that are held: one of any value, and 0xFF behind it.
    private void ShiftLow()
    {
        if ((uint)_low < 0xFF000000 || _low > uint.MaxValue)
        {
            var carry = (byte)(_low >> 32);
            buffer[_length++] = (byte)(_held + carry);
            for (; _heldCount > 1; _heldCount--)
                buffer[_length++] = (byte)(0xFF + carry);

            _heldCount = 0;
            _held = (byte)(_low >> 24);
        }

        _heldCount++;
        _low = (_low & 0x00FFFFFF) << 8;
    }
}
