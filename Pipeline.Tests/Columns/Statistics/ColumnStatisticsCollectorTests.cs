using System.Globalization;
using System.Numerics;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Columns.Statistics;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Tests.Serialization;
using DataflowWrite.Tests.Support;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Columns.Statistics;

public sealed class ColumnStatisticsCollectorTests
{
    private static readonly CsvOptions Plain = new() { QuoteStyle = CsvQuoteStyle.Never };

    private static readonly HashSet<string> Unordered =
    [
        "null", "day times", "month day nanos", "list", "large list", "list view", "large list view", "fixed list", "struct", "map",
        "map of text keys", "list of struct", "struct of map", "sparse union", "dense union",
    ];

    private static readonly Gen<(int Seed, int Length, double Nulls, int Start, int[] Cuts)> Sources = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Int[1, 300],
        Gen.Int[0, 3].Select(x => x switch { 0 => 0.0, 1 => 0.02, 2 => 0.4, _ => 1.0 }),
        Gen.Int[0, 70],
        Gen.Int[0, 300].Array[0, 8]);

    private static IEnumerable<string> AllTypes => RandomColumns.All;

    private static IEnumerable<string> ShortTypes => RandomColumns.All.Except(Unordered);

    [TestCaseSource(nameof(AllTypes))]
    public void Any_split_in_any_order_gives_the_statistics_of_all_rows(string type)
        => Sources.Sample(
            source =>
            {
                var batch = Batch(("v", RandomColumns.Make(type, source.Seed, source.Start + source.Length, source.Nulls)));
                var rows = batch.Slice(source.Start, source.Length);

                var actual = SummaryOf(Split(rows, source.Cuts, new Random(source.Seed)), rows.Schema);

                var whole = SummaryOf([rows], rows.Schema);
                actual.NullCount.Should().Be(RowText.Of(rows).Count(IsNull));
                StatisticsText.Of(actual).Should().Be(StatisticsText.Of(whole));
            },
            iter: 150);

    [TestCaseSource(nameof(ShortTypes))]
    public void Extremes_are_those_of_the_values_one_by_one(string type)
        => Sources.Sample(
            source =>
            {
                var batch = Batch(("v", RandomColumns.Make(type, source.Seed, source.Start + source.Length, source.Nulls)));
                var rows = batch.Slice(source.Start, source.Length);

                var actual = StatisticsText.Of(SummaryOf([rows], rows.Schema));

                var ordered = Ordered(type, rows.Column(0));
                CheckBound(actual.Min, ordered.FirstOrDefault(), isMax: false);
                CheckBound(actual.Max, ordered.LastOrDefault(), isMax: true);
            },
            iter: 150);

    [TestCaseSource(nameof(AllTypes))]
    public void Without_rows_there_is_nothing(string type)
    {
        var batch = Batch(("v", RandomColumns.Make(type, 1, 0, 0)));

        StatisticsText.Of(SummaryOf([batch, batch], batch.Schema)).Should().Be(new ColumnStatistics { Name = "v", NullCount = 0 });
    }

    [Test]
    public void Nan_is_no_value_and_zeros_have_the_signs_that_bound_both()
    {
        Of(Float64(double.NaN, null, double.NaN)).Should().Be((null, null));
        Of(Float64([.. Enumerable.Repeat<double?>(double.NaN, 40), 0.0, .. Enumerable.Repeat<double?>(double.NaN, 40)])).Should().Be(("-0.0", "0.0"));
        Of(Float32(-0f, -1f)).Should().Be(("-1.0", "0.0"));
        Of(Float16(Half.NegativeZero, Half.NaN, (Half)2)).Should().Be(("-0.0", "2.0"));
        Of(Float64(double.PositiveInfinity, double.NaN, double.NegativeInfinity)).Should().Be(("-inf", "inf"));
        Of(Float64(double.MaxValue, double.MaxValue)).Min.Should().Be("1.7976931348623157e308");
    }

    [Test]
    public void Extremes_of_every_width_are_values_too()
    {
        Of(Int8(sbyte.MaxValue)).Should().Be(("127", "127"));
        Of(Int64(long.MinValue, long.MaxValue)).Should().Be(("-9223372036854775808", "9223372036854775807"));
        Of(UInt64(ulong.MaxValue, 0)).Should().Be(("0", "18446744073709551615"));
        Of(Decimal256(76, 1, -BigInteger.Pow(10, 75), BigInteger.Pow(2, 130))).Should().Be(
            ($"-1{new string('0', 74)}.0", "136112946768375385385349842972707284582.4"));
    }

    [Test]
    public void Only_the_entries_of_a_dictionary_that_rows_refer_to_count()
    {
        var dictionary = Dictionary(Int8(1, null, 2, 1), Utf8("a", "m", null, "z"));

        StatisticsText.Of(SummaryOf([Batch(("v", dictionary))])).Should().Be(
            new ColumnStatistics { Name = "v", NullCount = 2, Min = new() { Text = "m" }, Max = new() { Text = "m" } });
        Of(RunEnds([2, 4, 5], dictionary.Data is var data ? ArrowArrayFactory.Slice(ArrowArrayFactory.BuildArray(data), 0, 3) : null!))
            .Should().Be(("m", "m"));
    }

    [Test]
    public void The_unused_runs_of_a_slice_do_not_count()
        => StatisticsText.Of(SummaryOf([Batch(("v", RunEnds([2, 4, 6], Int32(1, 5, 9)))).Slice(2, 2)])).Should().Be(
            new ColumnStatistics { Name = "v", NullCount = 0, Min = new() { Text = "5" }, Max = new() { Text = "5" } });

    [Test]
    public void Booleans_and_uuids_have_the_texts_of_csv()
    {
        Of(Bool(true, null, true)).Should().Be(("true", "true"));
        Of(Bool(true, false)).Should().Be(("false", "true"));
        Of(new Bool8Array(Int8(0, -1))).Should().Be(("false", "true"));
        Of(Guids(Guid.Parse("f0000000-0000-0000-0000-000000000000"), Guid.Parse("0f000000-0000-0000-0000-000000000000")))
            .Should().Be(("0f000000-0000-0000-0000-000000000000", "f0000000-0000-0000-0000-000000000000"));
    }

    [Test]
    public void A_time_zone_that_is_not_known_here_leaves_utc()
        => Of(Timestamp(TimeUnit.Second, "Mars/Olympus", 0)).Should().Be(("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"));

    [Test]
    public void Values_of_more_than_64_bytes_have_bounds()
    {
        var (head, rest) = (new string('a', 63), new string('z', 9));

        Bounds(Utf8($"{head}b{rest}", "b")).Should().Be(($"{head}b", false, "b", true));
        Bounds(Utf8($"{head}b", $"{head}b{rest}")).Should().Be(($"{head}b", true, $"{head}c", false));
        Bounds(Utf8($"{head}é{rest}")).Should().Be((head, false, $"{head[..62]}b", false));
        Bounds(Utf8($"{head[..62]}é{rest}")).Should().Be(($"{head[..62]}é", false, $"{head[..62]}ê", false));
        Bounds(Utf8($"{head[..61]}\ud7ff{rest}")).Max.Should().Be($"{head[..61]}\ue000");
        Bounds(Utf8(string.Concat(Enumerable.Repeat("\U0010FFFF", 17)))).Max.Should().BeNull();
        Bounds(Binary([.. new byte[63], 0xFF, 1])).Should().Be((new string('0', 126) + "ff", false, new string('0', 124) + "01", false));
        Bounds(Binary([.. Enumerable.Repeat((byte)0xFF, 65)])).Should().Be((new string('f', 128), false, null, null));
        Bounds(FixedBinary(65, [.. Enumerable.Repeat((byte)1, 65)])).Should().Be(
            (string.Concat(Enumerable.Repeat("01", 64)), false, string.Concat(Enumerable.Repeat("01", 63)) + "02", false));
    }

    private static (string? Min, bool? MinExact, string? Max, bool? MaxExact) Bounds(IArrowArray values)
    {
        var statistics = StatisticsText.Of(SummaryOf([Batch(("v", values))]));
        return (statistics.Min?.Text, statistics.Min?.IsExact, statistics.Max?.Text, statistics.Max?.IsExact);
    }

    private static (string? Min, string? Max) Of(IArrowArray values)
        => Bounds(values) is var bounds ? (bounds.Min, bounds.Max) : default;

    private static ColumnSummary SummaryOf(IReadOnlyList<RecordBatch> batches, Schema? schema = null)
    {
        var collector = new ColumnStatisticsCollector(schema ?? batches[0].Schema);
        foreach (var batch in batches)
        {
            var chunk = new ColumnStatisticsCollector(schema ?? batches[0].Schema);
            chunk.Add(batch);
            collector.Merge(chunk);
        }

        return collector.Summarize().Single();
    }

    private static RecordBatch[] Split(RecordBatch rows, int[] cuts, Random random)
    {
        int[] bounds = [0, .. cuts.Select(cut => Math.Min(cut, rows.Length)).Order(), rows.Length];
        RecordBatch[] parts = [.. bounds.Zip(bounds.Skip(1)).Select(part => rows.Slice(part.First, part.Second - part.First))];
        random.Shuffle(parts);
        return parts;
    }

    private static bool IsNull(string text) => text == "null" || text.EndsWith(":null", StringComparison.Ordinal);

    /// <summary>The texts of the values in the order of the values, which Arrow's own accessors read.</summary>
    private static (string Text, byte[] Utf8)[] Ordered(string type, IArrowArray values)
    {
        var texts = SerializedText.CsvFields(values, Plain);
        var rows = Enumerable.Range(0, values.Length).Select(row => (Raw: RowText.Of(values, row), Text: texts[row]))
            .Where(row => row.Raw is not ("null" or "NaN"));
        var sorted = type switch
        {
            "float16" or "float32" or "float64" => rows.OrderBy(row => double.Parse(row.Raw, CultureInfo.InvariantCulture)),
            "decimal32" or "decimal64" or "decimal128" or "decimal256" or "decimal of negative scale"
                => rows.OrderBy(row => new BigInteger(Convert.FromHexString(row.Raw))),
            "bool" or "utf8" or "large utf8" or "utf8 view" or "binary" or "large binary" or "binary view" or "fixed binary" or "guid"
                or "dictionary of utf8" or "dictionary of binary" or "dictionary by int8" or "dictionary by int64" or "run ends"
                => rows.OrderBy(row => row.Raw, StringComparer.Ordinal),
            _ => rows.OrderBy(row => BigInteger.Parse(row.Raw, CultureInfo.InvariantCulture)),
        };
        return [.. sorted.Select(row => (row.Text, Encoding.UTF8.GetBytes(row.Text)))];
    }

    private static void CheckBound(StatisticValue? bound, (string? Text, byte[] Utf8) value, bool isMax)
    {
        if (value.Text is "0.0" or "-0.0")
            bound.Should().Be(new StatisticValue { Text = isMax ? "0.0" : "-0.0" });
        else if (bound is not { IsExact: false })
            bound?.Text.Should().Be(value.Text);
        else
            Encoding.UTF8.GetBytes(bound.Text).AsSpan().SequenceCompareTo(value.Utf8).Should().Match(order => isMax ? order > 0 : order < 0);

        (bound is null).Should().Be(value.Text is null);
    }
}
