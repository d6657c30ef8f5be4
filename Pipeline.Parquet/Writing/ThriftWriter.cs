using System.Buffers;

namespace DataflowWrite.Parquet.Writing;

/// <summary>Writes the few values of Thrift's compact protocol that change when footers are put together.</summary>
internal static class ThriftWriter
{
    private const int ShortListLimit = 15;
    private const int BitsOfLong = 63;

    public static void WriteListHeader(IBufferWriter<byte> output, int type, int count)
    {
        output.Write([(byte)((Math.Min(count, ShortListLimit) << 4) | type)]);
        if (count >= ShortListLimit)
            WriteVarint(output, (ulong)count);
    }

    /// <summary>An integer of 16, 32 or 64 bits, without the header of its field.</summary>
    public static void WriteInteger(IBufferWriter<byte> output, long value)
        => WriteVarint(output, (ulong)((value << 1) ^ (value >> BitsOfLong)));

    private static void WriteVarint(IBufferWriter<byte> output, ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            output.Write([(byte)(value | 0x80)]);

        output.Write([(byte)value]);
    }
}
