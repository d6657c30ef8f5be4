using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Parquet.Writing;

/// <summary>The metadata at the end of a file, in Thrift's compact protocol, then its length and the magic bytes.</summary>
internal static class FileFooter
{
    private const int TrailerLength = 8;
    private const int RowGroupsField = 4;

    /// <summary>Writes the end of a file, whose last row group has no rows, without that group; the bytes of its empty pages stay, unused.</summary>
    public static void WriteWithoutLastRowGroup(ReadOnlySpan<byte> tail, IBufferWriter<byte> output)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail[^TrailerLength..]);
        var start = tail.Length - TrailerLength - length;
        var footer = tail.Slice(start, length);
        var reader = new ThriftReader(footer);
        reader.SkipToField(RowGroupsField);
        var listStart = reader.Position;
        var (type, count) = reader.ReadListHeader();
        var groupsStart = reader.Position;
        for (var i = 0; i < count - 1; i++)
            reader.Skip(type);

        var groupsEnd = reader.Position;
        reader.Skip(type);

        var edited = new ArrayBufferWriter<byte>(length);
        edited.Write(footer[..listStart]);
        ThriftReader.WriteListHeader(edited, type, count - 1);
        edited.Write(footer[groupsStart..groupsEnd]);
        edited.Write(footer[reader.Position..]);

        output.Write(tail[..start]);
        output.Write(edited.WrittenSpan);
        Span<byte> size = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, edited.WrittenCount);
        output.Write(size);
        output.Write(tail[^(TrailerLength - sizeof(int))..]);
    }
}
