using System.Runtime.InteropServices;
using Apache.Arrow;
using CsCheck;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class RowGatherTests
{
    private static readonly Gen<(int Seed, int Length, double Nulls, int Start, int Count)> Sources = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Int[0, 70],
        Gen.Int[0, 2].Select(static x => x == 0 ? 0.0 : x == 1 ? 0.3 : 1.0),
        Gen.Int[0, 20],
        Gen.Int[0, 70]);

    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void Taking_rows_gives_each_row_as_the_source_has_it(string type)
        => Gen.Select(Sources, Gen.Int[0, 1000].Array[0, 80]).Sample(
            (source, picks) =>
            {
                var array = Build(type, source);
                int[] rows = array.Length == 0 ? [] : [.. picks.Select(pick => pick % array.Length)];
                using var taken = RowGather.Take(array, rows);

                RowText.Of(taken).Should().Equal(rows.Select(row => RowText.Of(array, row)));
                taken.Offset.Should().Be(0);
                taken.Data.DataType.TypeId.Should().Be(array.Data.DataType.TypeId);
            },
            iter: 100);

    [TestCaseSource(nameof(AllTypes))]
    public void Copying_a_range_gives_the_rows_of_the_range(string type)
        => Gen.Select(Sources, Gen.Int[0, 70], Gen.Int[0, 70]).Sample(
            (source, offset, length) =>
            {
                using var batch = ArrowValues.Batch(("c", Build(type, source)));
                offset = Math.Min(offset, batch.Length);
                length = Math.Min(length, batch.Length - offset);
                using var copy = RowGather.Copy(batch, offset, length);

                copy.Length.Should().Be(length);
                RowText.Of(copy).Should().Equal(RowText.Of(batch).Skip(offset).Take(length));
            },
            iter: 100);

    [TestCaseSource(nameof(AllTypes))]
    public void What_was_taken_outlives_its_source(string type)
    {
        int[] rows = [3, 1, 1, 7, 0, 9, 8];
        var native = RowGather.Take(RandomColumns.Make(type, 5, 10, 0.2), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        var expected = rows.Select(row => RowText.Of(native, row)).ToArray();
        using var taken = RowGather.Take(native, rows);
        Scramble(native.Data);
        native.Dispose();

        RowText.Of(taken).Should().Equal(expected);
    }

    [TestCaseSource(nameof(AllTypes))]
    public void A_gathered_array_can_be_sliced_and_gathered_again(string type)
    {
        var array = RandomColumns.Make(type, 11, 40, 0.3);
        using var first = RowGather.Take(array, [.. Enumerable.Range(0, 40).Reverse()]);
        using var second = RowGather.Take(ArrowArrayFactory.Slice(first, 10, 20), [0, 2, 19]);

        RowText.Of(second).Should().Equal(RowText.Of(array, 29), RowText.Of(array, 27), RowText.Of(array, 10));
    }

    [Test]
    public void A_batch_keeps_schema_and_columns()
    {
        using var batch = ArrowValues.Batch(("a", ArrowValues.Int32(1, 2, 3)), ("b", ArrowValues.Utf8("x", null, "z")));
        using var taken = RowGather.Take(batch, [2, 0]);

        taken.Schema.Should().BeSameAs(batch.Schema);
        RowText.Of(taken).Should().Equal("3|7A", "1|78");
    }

    [Test]
    public void Rows_without_nulls_have_no_validity_bitmap()
    {
        using var taken = RowGather.Take(ArrowValues.Int32(1, null, 3, 4), [0, 2]);

        taken.NullCount.Should().Be(0);
        taken.Data.Buffers[0].IsEmpty.Should().BeTrue();
    }

    [TestCase("utf8")]
    [TestCase("utf8 view")]
    public void Text_over_two_gigabytes_is_refused_with_the_column_named(string type)
    {
        var megabyte = new string('x', 1 << 20);
        using var batch = ArrowValues.Batch(
            ("id", ArrowValues.Int32(1)),
            ("text", type == "utf8" ? ArrowValues.Utf8(megabyte) : ArrowValues.Utf8View(megabyte)));
        var act = () => RowGather.Take(batch, new int[2048]);

        act.Should().Throw<OverflowException>().WithMessage("Column 'text': *2,147,483,648 bytes*smaller batches*");
    }

    [Test]
    public void A_range_outside_of_the_batch_is_refused()
    {
        using var batch = ArrowValues.Batch(("a", ArrowValues.Int32(1, 2, 3)));

        batch.Invoking(b => RowGather.Copy(b, 2, 2)).Should().Throw<ArgumentOutOfRangeException>();
        batch.Invoking(b => RowGather.Copy(b, -1, 2)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static IArrowArray Build(string type, (int Seed, int Length, double Nulls, int Start, int Count) source)
    {
        var array = RandomColumns.Make(type, source.Seed, source.Length, source.Nulls);
        var start = Math.Min(source.Start, array.Length);
        return ArrowArrayFactory.Slice(array, start, Math.Min(source.Count, array.Length - start));
    }

    // The dictionary is shared on purpose; everything else must have been copied.
    private static void Scramble(ArrayData data)
    {
        foreach (var buffer in data.Buffers)
            MemoryMarshal.AsMemory(buffer.Memory).Span.Fill(0xA5);

        foreach (var child in data.Children ?? [])
            Scramble(child);
    }
}
