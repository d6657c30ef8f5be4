namespace DataflowWrite.Parquet.Writing;

/// <summary>Steps over the values of Thrift's compact protocol.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int ShortListLimit = 15;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    private enum Kind
    {
        Stop = 0,
        True = 1,
        False = 2,
        Byte = 3,
        Int16 = 4,
        Int32 = 5,
        Int64 = 6,
        Double = 7,
        Binary = 8,
        List = 9,
        Set = 10,
        Map = 11,
        Struct = 12,
    }

    public int Position { get; private set; }

    /// <summary>From the start of a struct to the value of one of its fields.</summary>
    /// <exception cref="InvalidDataException">The struct has no such field.</exception>
    public void SkipToField(int id)
    {
        var last = 0;
        while (ReadFieldHeader(ref last) is var kind && kind != Kind.Stop)
        {
            if (last == id)
                return;

            Skip((int)kind, inList: false);
        }

        throw new InvalidDataException($"The footer has no field {id}.");
    }

    public (int Type, int Count) ReadListHeader()
    {
        var header = _bytes[Position++];
        var count = header >> 4;
        return (header & 0xF, count == ShortListLimit ? (int)ReadVarint() : count);
    }

    /// <summary>An integer of 16, 32 or 64 bits.</summary>
    public long ReadInteger()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Over one element of a list, or one value of a field; booleans of fields stand in their header.</summary>
    public void Skip(int type, bool inList = true)
    {
        switch ((Kind)type)
        {
            case Kind.True or Kind.False:
                Position += inList ? 1 : 0;
                break;
            case Kind.Byte:
                Position++;
                break;
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                ReadVarint();
                break;
            case Kind.Double:
                Position += sizeof(double);
                break;
            case Kind.Binary:
                var length = (int)ReadVarint();
                Position += length;
                break;
            case Kind.List or Kind.Set:
                var (element, count) = ReadListHeader();
                for (var i = 0; i < count; i++)
                    Skip(element);

                break;
            case Kind.Struct:
                SkipStruct();
                break;
            default:
                throw new InvalidDataException($"The footer holds Thrift type {type}, which Parquet does not use.");
        }
    }

    private void SkipStruct()
    {
        var last = 0;
        while (ReadFieldHeader(ref last) is var kind && kind != Kind.Stop)
            Skip((int)kind, inList: false);
    }

    private Kind ReadFieldHeader(ref int id)
    {
        var header = _bytes[Position++];
        var delta = header >> 4;
        if (header == 0)
            return Kind.Stop;

        id = delta == 0 ? (int)ReadInteger() : id + delta;
        return (Kind)(header & 0xF);
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[Position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
