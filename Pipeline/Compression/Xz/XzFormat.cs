using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Compression.Xz;

/// <summary>The constants of the xz format, and its numbers of variable length.</summary>
internal static class XzFormat
{
    public const int HeaderLength = 12;
    public const int FooterLength = 12;
    public const byte Lzma2Filter = 0x21;
    public const byte HasCompressedSize = 0x40;
    public const byte HasContentSize = 0x80;
    public const byte CheckCrc64 = 0x04;
    public const int Crc64Length = 8;

    public const int MaxNumberLength = 9;

    public static ReadOnlySpan<byte> Magic => [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0];

    public static ReadOnlySpan<byte> FooterMagic => "YZ"u8;

    /// <summary>The bytes up to the next multiple of four.</summary>
    public static int PaddingOf(long length) => (int)(-length & 3);

    /// <summary>The size of the dictionary that a byte of the block header stands for, or 0.</summary>
    public static long DictionarySize(byte code) => code switch
    {
        < 40 => (2L | (code & 1)) << ((code / 2) + 11),
        40 => uint.MaxValue,
        _ => 0,
    };

    /// <summary>The code of the smallest dictionary that holds so many bytes.</summary>
    public static byte DictionaryCode(long length)
    {
        byte code = 0;
        while (DictionarySize(code) < length)
            code++;

        return code;
    }

    public static void WriteNumber(long value, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(MaxNumberLength);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[count++] = (byte)(value | 0x80);

        bytes[count++] = (byte)value;
        output.Advance(count);
    }

    /// <summary>The number that the bytes begin with, which are moved behind it; false when they do not.</summary>
    public static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(MaxNumberLength, bytes.Length); i++)
        {
            value |= (long)(bytes[i] & 0x7F) << (7 * i);
            if ((bytes[i] & 0x80) != 0)
                continue;

            // A zero at the end would be a second way to write the number.
            var isShortest = bytes[i] != 0 || i == 0;
            bytes = bytes[(i + 1)..];
            return isShortest;
        }

        return false;
    }

    public static void WriteUInt32(uint value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), value);
        output.Advance(sizeof(uint));
    }

    public static void WritePadding(long length, IBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> zeros = [0, 0, 0];
        output.Write(zeros[..PaddingOf(length)]);
    }
}
