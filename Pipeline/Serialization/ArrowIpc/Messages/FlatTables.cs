using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DataflowWrite.Serialization.ArrowIpc.Messages;

/// <summary>
/// Lays out flatbuffers from front to back: as much of them as headers and footers of Arrow IPC need. Every reference points forward, as the
/// format demands, because what is referred to is added later. The root is the first table.
/// </summary>
internal sealed class FlatTables
{
    private const int Alignment = 8;

    private byte[] _bytes = new byte[1024];
    private int _length = sizeof(int);

    /// <summary>The flatbuffer; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _bytes.AsSpan(0, _length).Clear();
        _length = sizeof(int);
    }

    /// <summary>Adds a table whose fields have the given sizes in bytes, 0 for one that is left out, and returns its position.</summary>
    public int Table(params ReadOnlySpan<byte> sizes)
    {
        var vtableLength = 4 + (2 * sizes.Length);
        var vtableSpace = AlignUp(vtableLength, sizeof(int));
        var isRoot = _length == sizeof(int);

        // Behind its first four bytes the fields are laid out by falling size, so that each is aligned when the first one is.
        var table = AlignUp(_length + vtableSpace + sizeof(int), Alignment) - sizeof(int);
        var vtable = table - vtableSpace;
        var end = table + sizeof(int);
        foreach (var size in (ReadOnlySpan<byte>)[8, 4, 2, 1])
        {
            for (var field = 0; field < sizes.Length; field++)
            {
                if (sizes[field] != size)
                    continue;

                Extend(end + size);
                WriteInt16(vtable + 4 + (2 * field), (short)(end - table));
                end += size;
            }
        }

        Extend(end);
        WriteInt16(vtable, (short)vtableLength);
        WriteInt16(vtable + 2, (short)(end - table));
        Write(table, table - vtable);
        if (isRoot)
            Write(0, table);

        return table;
    }

    public void SetByte(int table, int field, byte value) => _bytes[PositionOf(table, field)] = value;

    public void SetInt16(int table, int field, short value) => WriteInt16(PositionOf(table, field), value);

    public void SetInt64(int table, int field, long value)
        => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(PositionOf(table, field)), value);

    /// <summary>Lets a field refer to something that was added after its table.</summary>
    public void Refer(int table, int field, int target)
    {
        var position = PositionOf(table, field);
        Write(position, target - position);
    }

    /// <summary>Adds a vector of zeroed elements of a multiple of eight bytes and returns its position.</summary>
    public int Vector(int count, int elementSize)
    {
        var elements = AlignUp(_length + sizeof(int), Alignment);
        Extend(checked(elements + (count * elementSize)));
        Write(elements - sizeof(int), count);
        return elements - sizeof(int);
    }

    /// <summary>The elements of a vector; valid until something is added.</summary>
    public Span<long> Elements(int vector, int longs)
        => MemoryMarshal.Cast<byte, long>(_bytes.AsSpan(vector + sizeof(int), longs * sizeof(long)));

    /// <summary>Adds the bytes of another flatbuffer, whose tables can then be referred to from where this says they start.</summary>
    public int Embed(ReadOnlySpan<byte> flatBuffer)
    {
        var start = AlignUp(_length, Alignment);
        Extend(start + flatBuffer.Length);
        flatBuffer.CopyTo(_bytes.AsSpan(start));
        return start;
    }

    private static int AlignUp(int position, int alignment) => (position + alignment - 1) & -alignment;

    private int PositionOf(int table, int field)
    {
        var vtable = table - BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(table));
        return table + BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(vtable + 4 + (2 * field)));
    }

    private void Write(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(position), value);

    private void WriteInt16(int position, short value) => BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(position), value);

    // What lies behind the length is zero at all times.
    private void Extend(int length)
    {
        if (length > _bytes.Length)
            System.Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));

        _length = Math.Max(_length, length);
    }
}
