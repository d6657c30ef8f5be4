using System.Buffers.Binary;

namespace DataflowWrite.Tests.Compression;

/// <summary>
/// A second implementation of framed Snappy, after the two descriptions of the format, which shares no code with the library: it knows
/// identifier, compressed and uncompressed chunks, and checks every checksum bit by bit.
/// </summary>
internal static class SnappyFrameReader
{
    public static byte[] Read(ReadOnlySpan<byte> stream)
    {
        var content = new List<byte>();
        var identified = false;
        while (!stream.IsEmpty)
        {
            var kind = stream[0];
            var body = stream.Slice(4, stream[1] | stream[2] << 8 | stream[3] << 16);
            stream = stream[(4 + body.Length)..];
            if (kind == 0xFF)
            {
                body.SequenceEqual("sNaPpY"u8).Should().BeTrue();
                identified = true;
                continue;
            }

            identified.Should().BeTrue("a stream begins with its identifier");
            (kind is 0 or 1).Should().BeTrue("only chunks of data come behind it");
            var data = kind == 0 ? Uncompress(body[4..]) : body[4..].ToArray();
            data.Length.Should().BeInRange(1, 65_536);
            Masked(Crc32C(data)).Should().Be(BinaryPrimitives.ReadUInt32LittleEndian(body));
            content.AddRange(data);
        }

        return [.. content];
    }

    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private static uint Masked(uint crc) => ((crc >> 15) | (crc << 17)) + 0xA282EAD8;

    private static byte[] Uncompress(ReadOnlySpan<byte> block)
    {
        var length = 0;
        var at = 0;
        for (var shift = 0; ; shift += 7)
        {
            length |= (block[at] & 0x7F) << shift;
            if (block[at++] < 0x80)
                break;
        }

        var content = new byte[length];
        var filled = 0;
        while (at < block.Length)
        {
            var tag = block[at++];
            if ((tag & 3) == 0)
            {
                var literal = (tag >> 2) + 1;
                if (literal > 60)
                {
                    var bytes = literal - 60;
                    literal = 1;
                    for (var i = 0; i < bytes; i++)
                        literal += block[at++] << (8 * i);
                }

                block.Slice(at, literal).CopyTo(content.AsSpan(filled));
                at += literal;
                filled += literal;
                continue;
            }

            var count = (tag & 3) == 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
            var offset = (tag & 3) switch
            {
                1 => (tag >> 5) << 8 | block[at],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(block[at..]),
                _ => (int)BinaryPrimitives.ReadUInt32LittleEndian(block[at..]),
            };
            at += (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
            for (var i = 0; i < count; i++, filled++)
                content[filled] = content[filled - offset];
        }

        filled.Should().Be(length);
        return content;
    }
}
