using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>Bits into bytes, the most significant first.</summary>
internal sealed class Bzip2BitWriter(IBufferWriter<byte> output)
{
    private ulong _bits;
    private int _count;

    /// <summary>Appends the low bits of a value, at most 32.</summary>
    public void Write(uint value, int count)
    {
        _bits = (_bits << count) | value;
        _count += count;
        if (_count < 32)
            return;

        _count -= 32;
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(sizeof(uint)), (uint)(_bits >> _count));
        output.Advance(sizeof(uint));
    }

    /// <summary>Fills up the last byte with zeros.</summary>
    public void Flush()
    {
        Write(0, (8 - (_count % 8)) % 8);
        for (; _count > 0; _count -= 8)
        {
            output.GetSpan(1)[0] = (byte)(_bits >> (_count - 8));
            output.Advance(1);
        }
    }
}
