using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class RowBytesTests
{
    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void The_measure_of_a_range_is_the_sum_of_its_parts_however_it_is_sliced(string type)
        => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 60], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[0, 2]).Sample(
            (seed, length, a, b, nulls) =>
            {
                using var batch = Batch(type, seed, length, nulls * 0.4);
                var (start, end) = (Math.Min(a, b) * length / 100, Math.Max(a, b) * length / 100);
                var parts = new[] { (0, start), (start, end - start), (end, length - end) };

                parts.Sum(p => RowBytes.BitsOf(batch, p.Item1, p.Item2)).Should().Be(RowBytes.BitsOf(batch, 0, length));
                parts.Sum(p => RowBytes.BitsOf(batch.Slice(p.Item1, p.Item2), 0, p.Item2)).Should().Be(RowBytes.BitsOf(batch, 0, length));
                Enumerable.Range(0, length).Sum(row => RowBytes.BitsOf(batch, row, 1)).Should().Be(RowBytes.BitsOf(batch, 0, length));
            },
            iter: 100);

    [TestCaseSource(nameof(AllTypes))]
    public void A_copy_of_the_rows_measures_the_same(string type)
    {
        using var batch = Batch(type, 3, 50, 0.3);
        using var copy = BatchConcat.Concat(batch.Schema, [batch.Slice(7, 20), batch.Slice(27, 20)]);

        RowBytes.BitsOf(copy, 0, 40).Should().Be(RowBytes.BitsOf(batch, 7, 40));
    }

    [TestCaseSource(nameof(AllTypes))]
    public void As_many_rows_fit_as_the_budget_has_room_for_and_no_more(string type)
        => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 110]).Sample(
            (seed, length, offset, percent) =>
            {
                using var batch = Batch(type, seed, length, 0.2);
                offset = Math.Min(offset, length);
                var budget = RowBytes.BitsOf(batch, offset, length - offset) * percent / 100;
                var expected = Enumerable.Range(0, length - offset + 1).Last(rows => RowBytes.BitsOf(batch, offset, rows) <= budget);

                RowBytes.RowsWithin(batch, offset, budget).Should().Be(expected);
            },
            iter: 100);

    [Test]
    public void Each_value_counts_its_width_and_a_bit()
    {
        using var batch = ArrowValues.Batch(
            ("a", ArrowValues.Int32(1, 2, null)), ("b", ArrowValues.Bool(true, false, true)), ("c", ArrowValues.Utf8("x", null, "long")));

        RowBytes.BitsOf(batch, 0, 3).Should().Be((3 * 33) + (3 * 2) + (3 * 33) + (5 * 8));
        RowBytes.BitsOf(batch, 1, 1).Should().Be(33 + 2 + 33);
    }

    [Test]
    public void A_dictionary_counts_by_its_indices_and_a_run_by_its_rows()
    {
        using var dictionary = ArrowValues.Batch(("a", ArrowValues.Dictionary(ArrowValues.Int8(0, 0), ArrowValues.Utf8(new string('x', 99)))));
        using var runs = ArrowValues.Batch(("a", ArrowValues.RunEnds([3, 4], ArrowValues.Utf8("abc", "d"))));

        RowBytes.BitsOf(dictionary, 0, 2).Should().Be(2 * 9);
        RowBytes.BitsOf(runs, 1, 3).Should().Be((3 * 33) + (8 * (3 + 3 + 1)));
    }

    [Test]
    public void A_row_over_the_budget_does_not_fit()
    {
        using var batch = ArrowValues.Batch(("a", ArrowValues.Int64(1, 2)));

        RowBytes.RowsWithin(batch, 0, 64).Should().Be(0);
        RowBytes.RowsWithin(batch, 0, 65).Should().Be(1);
        RowBytes.RowsWithin(batch, 2, 0).Should().Be(0);
    }

    [Test]
    public void Offsets_outside_of_the_buffers_are_refused_by_name()
    {
        var damaged = ArrowValues.Make(StringType.Default, 1, ([], 0), [0, 0, 0, 0, 9, 0, 0, 0], [1]);
        using var batch = ArrowValues.Batch(("ok", ArrowValues.Int32(1)), ("bad", damaged));

        batch.Invoking(b => RowBytes.BitsOf(b, 0, 1)).Should().Throw<InvalidDataException>().WithMessage("Column 'bad'*damaged*");
    }

    private static RecordBatch Batch(string type, int seed, int length, double nulls)
        => ArrowValues.Batch(
            ("c", RandomColumns.Make(type, seed, length, nulls)),
            ("s", ArrowValues.Struct(null, ("x", RandomColumns.Make(type, seed + 1, length, nulls)))));
}
