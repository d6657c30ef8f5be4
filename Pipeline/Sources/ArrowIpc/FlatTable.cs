using System.Buffers.Binary;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>
/// A table of the FlatBuffers encoding: as much of it as the framing of Arrow messages takes. Places outside of the bytes
/// throw <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _position;

    private FlatTable(ReadOnlySpan<byte> bytes, int position)
    {
        _bytes = bytes;
        _position = position;
    }

    public static FlatTable Root(ReadOnlySpan<byte> bytes) => new(bytes, BinaryPrimitives.ReadInt32LittleEndian(bytes));

    public byte Byte(int field) => Place(field) is var at and > 0 ? _bytes[at] : (byte)0;

    public short Int16(int field) => Place(field) is var at and > 0 ? BinaryPrimitives.ReadInt16LittleEndian(_bytes[at..]) : (short)0;

    public long Int64(int field) => Place(field) is var at and > 0 ? BinaryPrimitives.ReadInt64LittleEndian(_bytes[at..]) : 0;

    public bool TryTable(int field, out FlatTable table)
    {
        var at = Place(field);
        table = at > 0 ? new(_bytes, Follow(at)) : default;
        return at > 0;
    }

    /// <summary>The bytes of a vector of structs; empty when there is none.</summary>
    public ReadOnlySpan<byte> Structs(int field, int size)
    {
        var at = Place(field);
        if (at == 0)
            return [];

        var vector = Follow(at);
        return _bytes.Slice(vector + sizeof(int), checked(BinaryPrimitives.ReadInt32LittleEndian(_bytes[vector..]) * size));
    }

    /// <summary>Where the field stands; 0 for one that is left out.</summary>
    private int Place(int field)
    {
        var table = _position - BinaryPrimitives.ReadInt32LittleEndian(_bytes[_position..]);
        var entry = sizeof(ushort) * (2 + field);
        if (entry >= BinaryPrimitives.ReadUInt16LittleEndian(_bytes[table..]))
            return 0;

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(table + entry)..]);
        return offset == 0 ? 0 : _position + offset;
    }

    private int Follow(int at) => checked(at + BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]));
}
