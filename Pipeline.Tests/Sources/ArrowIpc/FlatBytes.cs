using System.Buffers.Binary;

namespace DataflowWrite.Tests.Sources.ArrowIpc;

/// <summary>FlatBuffers written forward: every field of a table has eight bytes of room.</summary>
internal sealed class FlatBytes
{
    private const int Room = 8;

    private readonly List<byte> _bytes = [];

    public void Int32(int value) => _bytes.AddRange(BitConverter.GetBytes(value));

    /// <summary>A table with these fields, all of them zero.</summary>
    public (int Position, int[] Fields) Table(params int[] fields)
    {
        var vtable = _bytes.Count;
        var size = 4 + 2 * (fields.Max() + 1);
        var entries = new byte[size];
        BinaryPrimitives.WriteUInt16LittleEndian(entries, (ushort)size);
        BinaryPrimitives.WriteUInt16LittleEndian(entries.AsSpan(2), (ushort)(4 + Room * fields.Length));
        for (var i = 0; i < fields.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(entries.AsSpan(4 + 2 * fields[i]), (ushort)(4 + Room * i));

        _bytes.AddRange(entries);
        var position = _bytes.Count;
        Int32(position - vtable);
        _bytes.AddRange(new byte[Room * fields.Length]);
        return (position, fields);
    }

    public void Set((int Position, int[] Fields) table, int field, byte[] value)
    {
        var at = Place(table, field);
        for (var i = 0; i < value.Length; i++)
            _bytes[at + i] = value[i];
    }

    public void Point((int Position, int[] Fields) table, int field, int target) => Patch(Place(table, field), target);

    public void Patch(int at, int target)
    {
        var offset = BitConverter.GetBytes(target - at);
        for (var i = 0; i < offset.Length; i++)
            _bytes[at + i] = offset[i];
    }

    /// <summary>A vector of structs of two numbers each.</summary>
    public int Vector(int count, params long[] numbers)
    {
        var position = _bytes.Count;
        Int32(count);
        _bytes.AddRange(numbers.SelectMany(BitConverter.GetBytes));
        return position;
    }

    public byte[] ToArray()
    {
        while (_bytes.Count % 8 != 0)
            _bytes.Add(0);

        return [.. _bytes];
    }

    private static int Place((int Position, int[] Fields) table, int field)
        => table.Position + 4 + Room * System.Array.IndexOf(table.Fields, field);
}
