using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow.Types;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Numbers rounded down to multiples of a width, and the beginnings of text and binary values.</summary>
internal sealed record TruncateTransform(int Width) : PartitionTransform
{
    internal override string NameSuffix => "_trunc";

    internal override string Sources => "integers, decimals, text and binary values";

    public override string ToString() => $"truncate[{Width}]";

    internal override KeyColumn? CreateColumn(string name, IArrowType type) => type switch
    {
        Int8Type => Integers<sbyte>(),
        Int16Type => Integers<short>(),
        Int32Type => Integers<int>(),
        Int64Type => Integers<long>(),
        UInt8Type => Integers<byte>(),
        UInt16Type => Integers<ushort>(),
        UInt32Type => Integers<uint>(),
        UInt64Type => new FixedKeyColumn<ulong, ulong, FloorOfUnsigned>(
            new(Width), widths => NumberText.Of(widths * (uint)Width)),
        Decimal32Type t => SmallDecimals<int>(t.Scale),
        Decimal64Type t => SmallDecimals<long>(t.Scale),
        Decimal128Type t => LargeDecimals<Int128>(t.Scale),
        Decimal256Type t => LargeDecimals<Vector256<byte>>(t.Scale),
        _ => BytesColumns.Create(
            type,
            new PrefixCodes(Width, ofText: true, new ContentCodes(bytes => KeyColumns.TextOf(name, bytes))),
            new PrefixCodes(Width, ofText: false, new ContentCodes(Convert.ToHexStringLower))),
    };

    private FixedKeyColumn<T, long, FloorOfNumber<T>> Integers<T>()
        where T : unmanaged, IBinaryInteger<T>
        => new(new(Width), widths => NumberText.Of((Int128)widths * Width));

    private FixedKeyColumn<T, long, FloorOfNumber<T>> SmallDecimals<T>(int scale)
        where T : unmanaged, IBinaryInteger<T>
        => new(new(Width), widths => NumberText.OfDecimal((BigInteger)widths * Width, scale));

    private FixedKeyColumn<T, T, FloorOfDecimal<T>> LargeDecimals<T>(int scale)
        where T : unmanaged, IEquatable<T>
        => new(new(Width), widths => NumberText.OfDecimal(
            new BigInteger(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in widths))) * Width, scale));
}
