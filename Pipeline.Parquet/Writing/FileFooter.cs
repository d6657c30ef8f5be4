using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// The footer of a file whose row groups come from native writers of their own: the metadata of the first, with the row groups of all. The offsets
/// in them hold for the whole file, since each writer is told where in the file it writes.
/// </summary>
/// <remarks>
/// Thrift's compact protocol; fields by parquet.thrift: FileMetaData has num_rows (3) and row_groups (4). Row groups carry their number (7) in encrypted files only.
/// </remarks>
internal sealed class FileFooter
{
    private const int RowCountField = 3;
    private const int RowGroupsField = 4;

    private readonly ArrayBufferWriter<byte> _groups = new();
    private byte[] _first = [];
    private int _groupType;
    private int _groupCount;
    private long _rowCount;

    /// <summary>Bytes that are kept until the file ends.</summary>
    public long RetainedBytes => _first.Length + _groups.WrittenCount;

    public bool IsEmpty => _first.Length == 0;

    /// <summary>Adds the row groups of one native writer.</summary>
    /// <param name="metadata">The metadata that it ended with.</param>
    public void Add(ReadOnlySpan<byte> metadata)
    {
        if (IsEmpty)
            _first = metadata.ToArray();

        var reader = new ThriftReader(metadata);
        reader.SkipToField(RowCountField);
        _rowCount += reader.ReadInteger();
        reader = new(metadata);
        reader.SkipToField(RowGroupsField);
        (_groupType, var count) = reader.ReadListHeader();
        var start = reader.Position;
        for (var i = 0; i < count; i++)
            reader.Skip(_groupType);

        _groups.Write(metadata[start..reader.Position]);
        _groupCount += count;
    }

    /// <summary>Writes the end of the file.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var reader = new ThriftReader(_first);
        reader.SkipToField(RowCountField);
        var rowCountStart = reader.Position;
        reader.ReadInteger();
        var rowCountEnd = reader.Position;
        reader = new(_first);
        reader.SkipToField(RowGroupsField);
        var groupsStart = reader.Position;
        var (_, count) = reader.ReadListHeader();
        for (var i = 0; i < count; i++)
            reader.Skip(_groupType);

        var metadata = new ArrayBufferWriter<byte>(_first.Length + _groups.WrittenCount);
        metadata.Write(_first.AsSpan(0, rowCountStart));
        ThriftWriter.WriteInteger(metadata, _rowCount);
        metadata.Write(_first.AsSpan(rowCountEnd, groupsStart - rowCountEnd));
        ThriftWriter.WriteListHeader(metadata, _groupType, _groupCount);
        metadata.Write(_groups.WrittenSpan);
        metadata.Write(_first.AsSpan(reader.Position));

        output.Write(metadata.WrittenSpan);
        Span<byte> size = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(size, metadata.WrittenCount);
        output.Write(size);
        output.Write("PAR1"u8);
    }
}
