using System.Numerics;
using System.Runtime.Intrinsics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Buckets by the hash of values.</summary>
internal sealed record BucketTransform(int BucketCount) : PartitionTransform
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long MillisecondsPerDay = 86_400_000;

    internal override string NameSuffix => "_bucket";

    internal override string Sources => "integers, decimals, dates, times, timestamps, text, binary values and UUIDs";

    public override string ToString() => $"bucket[{BucketCount}]";

    internal override KeyColumn? CreateColumn(string name, IArrowType type) => type switch
    {
        Int8Type => Numbers<sbyte>(),
        Int16Type => Numbers<short>(),
        Int32Type => Numbers<int>(),
        Int64Type => Numbers<long>(),
        UInt8Type => Numbers<byte>(),
        UInt16Type => Numbers<ushort>(),
        UInt32Type => Numbers<uint>(),
        UInt64Type => Numbers<ulong>(),
        Decimal32Type => Decimals<int>(),
        Decimal64Type => Decimals<long>(),
        Decimal128Type => Decimals<Int128>(),
        Decimal256Type => Decimals<Vector256<byte>>(),
        Date32Type => Numbers<int>(),
        Date64Type => Numbers<long>(per: MillisecondsPerDay),
        Time32Type t => Microseconds<int>(t.Unit),
        Time64Type t => Microseconds<long>(t.Unit),
        TimestampType t => Microseconds<long>(t.Unit),
        GuidType => new BytesKeyColumn(BytesLayout.Fixed, 16, new BucketCodes(BucketCount)),
        _ => BytesColumns.Create(type, new BucketCodes(BucketCount), new BucketCodes(BucketCount)),
    };

    private FixedKeyColumn<T, int, BucketOfNumber<T>> Microseconds<T>(TimeUnit unit)
        where T : unmanaged, IBinaryInteger<T>
        => TemporalText.PerSecond(unit) is var perSecond && perSecond > MicrosecondsPerSecond
            ? Numbers<T>(per: perSecond / MicrosecondsPerSecond)
            : Numbers<T>(times: MicrosecondsPerSecond / perSecond);

    private FixedKeyColumn<T, int, BucketOfNumber<T>> Numbers<T>(long times = 1, long per = 1)
        where T : unmanaged, IBinaryInteger<T>
        => new(new(BucketCount, times, per), NumberText.Of);

    private FixedKeyColumn<T, int, BucketOfDecimal<T>> Decimals<T>()
        where T : unmanaged, IEquatable<T>
        => new(new(BucketCount), NumberText.Of);
}
