using System.Globalization;
using System.Numerics;
using Apache.Arrow.Types;
using CsCheck;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.Text;

/// <summary>The text of single values against that of .NET, over all lengths of numbers and all parts of times.</summary>
public sealed class ValueTextTests
{
    private static readonly Gen<long> Longs = Gen.Select(Gen.Long, Gen.Int[0, 63], (value, shift) => value >> shift);

    [Test]
    public void Integers_are_what_dotnet_writes()
        => Longs.Sample(value =>
        {
            CsvFields(Int64(value))[0].Should().Be(value.ToString(CultureInfo.InvariantCulture));
            CsvFields(UInt64((ulong)value))[0].Should().Be(((ulong)value).ToString(CultureInfo.InvariantCulture));
        });

    [Test]
    public void Decimals_have_all_digits_and_the_point_in_its_place()
        => Gen.Select(Longs, Longs, Gen.Int[0, 38], Gen.Bool).Sample((high, low, scale, wide) =>
        {
            var value = wide ? new Int128((ulong)(high >> 8), (ulong)low) : low;
            var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            var expected = (value < 0 ? "-" : "") + digits[..^scale] + (scale > 0 ? "." : "") + digits[^scale..];

            CsvFields(Decimal128(38, scale, value))[0].Should().Be(expected);
        });

    [TestCase(TimeUnit.Second, 1L)]
    [TestCase(TimeUnit.Millisecond, 1_000L)]
    [TestCase(TimeUnit.Microsecond, 1_000_000L)]
    [TestCase(TimeUnit.Nanosecond, 1_000_000_000L)]
    public void Timestamps_are_what_dotnet_writes(TimeUnit unit, long perSecond)
        => Gen.Select(Gen.Long[-60_000_000_000, 250_000_000_000], Gen.Long[0, 999_999_999], Gen.OneOf(1L, 1_000, 1_000_000, 1_000_000_000))
            .Sample((seconds, nanos, coarse) =>
            {
                seconds = unit == TimeUnit.Nanosecond ? seconds % 9_000_000_000 : seconds;
                nanos = nanos / coarse * coarse / (1_000_000_000 / perSecond) * (1_000_000_000 / perSecond);
                var value = (seconds * perSecond) + (nanos / (1_000_000_000 / perSecond));
                var fraction = nanos == 0 ? "" : nanos.ToString("\\.000000000", CultureInfo.InvariantCulture);
                while (fraction.EndsWith("000", StringComparison.Ordinal))
                    fraction = fraction[..^3];

                var expected = DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + fraction;
                CsvFields(Timestamp(unit, null, value, value))[1].Should().Be(expected);
                CsvFields(Timestamp(unit, "UTC", value - perSecond, value))[1].Should().Be(expected + "Z");
            });

    // Amsterdam and Monrovia had offsets of odd seconds, New York changes hours, Lord Howe half hours.
    [TestCase(null)]
    [TestCase("UTC")]
    [TestCase("-03:30")]
    [TestCase("America/New_York")]
    [TestCase("Australia/Lord_Howe")]
    [TestCase("Europe/Amsterdam")]
    [TestCase("Africa/Monrovia")]
    public void A_timestamp_has_the_same_text_whatever_came_before_it(string? zone)
    {
        long[] places = [0, -1, 63_593_069, -1_025_740_800, 1_130_648_400, 1_143_903_600, long.MinValue, long.MaxValue - 200];
        Gen.Select(Gen.OneOf(places), Gen.Int[-90, 90]).Array[2, 20].Sample(
            picked =>
            {
                long[] values = [.. picked.Select(pick => unchecked(pick.Item1 + pick.Item2))];
                long?[] column = [.. values.Select(value => (long?)value)];

                CsvFields(Timestamp(TimeUnit.Second, zone, column)).Should().Equal(
                    values.Select(value => CsvFields(Timestamp(TimeUnit.Second, zone, value))[0]));
            },
            iter: 200);
    }

    [Test]
    public void Times_of_day_are_what_dotnet_writes()
        => Gen.Long[0, TimeSpan.TicksPerDay - 1].Sample(ticks =>
        {
            var micros = ticks / TimeSpan.TicksPerMicrosecond;
            var text = new TimeOnly(micros * TimeSpan.TicksPerMicrosecond).ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
            var expected = text.EndsWith(".000000", StringComparison.Ordinal) ? text[..8] : text.EndsWith("000", StringComparison.Ordinal) ? text[..^3] : text;

            CsvFields(Time64(TimeUnit.Microsecond, micros))[0].Should().Be(expected);
        });
}
