using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Compression.Xz;

/// <summary>Writes one xz stream by blocks that are compressed here, for machines without liblzma.</summary>
internal sealed class XzWriter(IBufferWriter<byte> output, int level)
{
    private const int MaxHeader = 64;

    private readonly List<XzBlockRecord> _records = [];

    public void WriteHeader()
    {
        ReadOnlySpan<byte> flags = [0, XzFormat.CheckCrc64];
        output.Write(XzFormat.Magic);
        output.Write(flags);
        XzFormat.WriteUInt32(Crc32.Append(0, flags), output);
    }

    public void WriteBlock(ReadOnlySpan<byte> content)
    {
        var chunks = new ArrayBufferWriter<byte>(Math.Max(content.Length / 4, 64));
        using (var encoder = new Lzma2Encoder(content, level))
            encoder.Encode(chunks);

        var header = new ArrayBufferWriter<byte>(MaxHeader);
        ReadOnlySpan<byte> flags = [0, XzFormat.HasCompressedSize | XzFormat.HasContentSize];
        header.Write(flags);
        XzFormat.WriteNumber(chunks.WrittenCount, header);
        XzFormat.WriteNumber(content.Length, header);
        ReadOnlySpan<byte> filter = [XzFormat.Lzma2Filter, 1, XzFormat.DictionaryCode(content.Length)];
        header.Write(filter);
        XzFormat.WritePadding(header.WrittenCount, header);
        var length = header.WrittenCount + sizeof(uint);
        var bytes = header.WrittenSpan.ToArray();
        bytes[0] = (byte)((length / 4) - 1);

        output.Write(bytes);
        XzFormat.WriteUInt32(Crc32.Append(0, bytes), output);
        output.Write(chunks.WrittenSpan);
        XzFormat.WritePadding(chunks.WrittenCount, output);
        BinaryPrimitives.WriteUInt64LittleEndian(output.GetSpan(XzFormat.Crc64Length), Crc64.Append(0, content));
        output.Advance(XzFormat.Crc64Length);
        _records.Add(new(length + chunks.WrittenCount + XzFormat.Crc64Length, content.Length));
    }

    /// <summary>Writes the index of the blocks, and the footer.</summary>
    public void WriteEnd()
    {
        var index = new ArrayBufferWriter<byte>();
        ReadOnlySpan<byte> indicator = [0];
        index.Write(indicator);
        XzFormat.WriteNumber(_records.Count, index);
        foreach (var record in _records)
        {
            XzFormat.WriteNumber(record.UnpaddedSize, index);
            XzFormat.WriteNumber(record.ContentSize, index);
        }

        XzFormat.WritePadding(index.WrittenCount, index);
        XzFormat.WriteUInt32(Crc32.Append(0, index.WrittenSpan), index);
        output.Write(index.WrittenSpan);

        Span<byte> footer = stackalloc byte[6];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, (uint)(index.WrittenCount / 4) - 1);
        footer[5] = XzFormat.CheckCrc64;
        XzFormat.WriteUInt32(Crc32.Append(0, footer), output);
        output.Write(footer);
        output.Write(XzFormat.FooterMagic);
    }
}
