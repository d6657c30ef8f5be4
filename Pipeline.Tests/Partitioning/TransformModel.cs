using System.Globalization;
using System.Numerics;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

/// <summary>The results of transforms in the plainest way, by big integers and the framework's calendar, one value at a time.</summary>
internal static class TransformModel
{
    public static string? Bucket(IArrowArray values, int row, int count)
        => RowText.Of(values, row) is var text && text == "null" ? null
            : ((Hash(HashedBytes(Leaf(values.Data.DataType), text)) & int.MaxValue) % count).ToString(CultureInfo.InvariantCulture);

    public static string? Truncate(IArrowArray values, int row, int width)
    {
        var text = RowText.Of(values, row);
        return text == "null" ? null : Leaf(values.Data.DataType) switch
        {
            var type when ScaleOf(type) is { } scale => Scaled(FloorTo(Unscaled(text), width), scale),
            StringType or LargeStringType or StringViewType
                => string.Concat(Encoding.UTF8.GetString(Convert.FromHexString(text)).EnumerateRunes().Take(width)),
            BinaryType or LargeBinaryType or BinaryViewType or FixedSizeBinaryType
                => text.ToLowerInvariant()[..(int)Math.Min(text.Length, 2L * width)],
            _ => FloorTo(BigInteger.Parse(text, CultureInfo.InvariantCulture), width).ToString(CultureInfo.InvariantCulture),
        };
    }

    public static string? Time(IArrowArray values, int row, string pattern)
        => LocalTime(values, row, TimeZoneInfo.Utc) is { } time ? time.ToString(pattern, CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset? LocalTime(IArrowArray values, int row, TimeZoneInfo zone)
    {
        var text = RowText.Of(values, row);
        if (text == "null")
            return null;

        var value = BigInteger.Parse(text, CultureInfo.InvariantCulture);
        BigInteger ticks = Leaf(values.Data.DataType) switch
        {
            Date32Type => value * TimeSpan.TicksPerDay,
            Date64Type => value * TimeSpan.TicksPerMillisecond,
            TimestampType { Unit: TimeUnit.Second } => value * TimeSpan.TicksPerSecond,
            TimestampType { Unit: TimeUnit.Millisecond } => value * TimeSpan.TicksPerMillisecond,
            TimestampType { Unit: TimeUnit.Microsecond } => value * TimeSpan.TicksPerMicrosecond,
            _ => FloorTo(value, 100) / 100,
        };
        return TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddTicks((long)ticks), zone);
    }

    private static IArrowType Leaf(IArrowType type) => type switch
    {
        DictionaryType t => Leaf(t.ValueType),
        RunEndEncodedType t => Leaf(t.ValuesDataType),
        _ => type,
    };

    private static int? ScaleOf(IArrowType type) => type switch
    {
        Decimal32Type t => t.Scale,
        Decimal64Type t => t.Scale,
        Decimal128Type t => t.Scale,
        Decimal256Type t => t.Scale,
        _ => null,
    };

    private static byte[] HashedBytes(IArrowType type, string text) => type switch
    {
        _ when ScaleOf(type) is not null => Unscaled(text).ToByteArray(isBigEndian: true),
        StringType or LargeStringType or StringViewType or BinaryType or LargeBinaryType or BinaryViewType or FixedSizeBinaryType or GuidType
            => Convert.FromHexString(text),
        UInt64Type => BitConverter.GetBytes(ulong.Parse(text, CultureInfo.InvariantCulture)),
        _ => BitConverter.GetBytes((long)InIcebergsUnit(type, BigInteger.Parse(text, CultureInfo.InvariantCulture))),
    };

    private static BigInteger InIcebergsUnit(IArrowType type, BigInteger value) => type switch
    {
        Date64Type => FloorTo(value, 86_400_000) / 86_400_000,
        TimestampType or Time32Type or Time64Type => ((TimeBasedType)type).Unit switch
        {
            TimeUnit.Second => value * 1_000_000,
            TimeUnit.Millisecond => value * 1_000,
            TimeUnit.Microsecond => value,
            _ => FloorTo(value, 1_000) / 1_000,
        },
        _ => value,
    };

    private static BigInteger FloorTo(BigInteger value, int width) => value - (((value % width) + width) % width);

    // RowText shows decimals by their bytes, the lowest first.
    private static BigInteger Unscaled(string hex) => new(Convert.FromHexString(hex));

    private static string Scaled(BigInteger unscaled, int scale)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (unscaled.Sign < 0 ? "-" : "") + (scale == 0 ? digits : digits[..^scale] + "." + digits[^scale..]);
    }

    private static int Hash(byte[] bytes)
    {
        var blocks = bytes.Length / 4;
        var hash = 0u;
        for (var i = 0; i < blocks; i++)
        {
            hash ^= Block(BitConverter.ToUInt32(bytes, 4 * i));
            hash = uint.RotateLeft(hash, 13);
            hash = unchecked((hash * 5) + 0xE6546B64);
        }

        byte[] tail = [.. bytes[(4 * blocks)..], 0, 0, 0, 0];
        hash ^= Block(BitConverter.ToUInt32(tail));
        hash ^= (uint)bytes.Length;
        hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6B);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2AE35);
        return (int)(hash ^ (hash >> 16));

        static uint Block(uint block) => unchecked(uint.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593);
    }
}
