using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

[NonParallelizable]
public sealed class ColumnMemoryTests
{
    private const int Rows = 9000;

    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void Disposing_what_was_gathered_frees_all_of_it(string type)
    {
        var before = ColumnMemory.LiveBytes;
        var source = RowGather.Take(RandomColumns.Make(type, 1, Rows, 0.2), [.. Enumerable.Range(0, Rows)]);
        var taken = RowGather.Take(source, [.. Enumerable.Range(0, Rows).Reverse()]);
        var held = ColumnMemory.LiveBytes;
        source.Dispose();
        taken.Dispose();

        if (type != "null")
            held.Should().BeGreaterThan(before);

        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [TestCaseSource(nameof(AllTypes))]
    public void Disposing_what_was_concatenated_frees_all_of_it(string type)
    {
        var before = ColumnMemory.LiveBytes;
        using (var first = ArrowValues.Batch(("c", RandomColumns.Make(type, 1, Rows, 0.2))))
        using (var copy = BatchConcat.Concat(first.Schema, [first, first]))
        using (var second = ArrowValues.Batch(("c", RandomColumns.Make(type, 2, Rows, 0.2))))
            BatchConcat.Concat(first.Schema, [copy, second, copy]).Dispose();

        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void A_concatenation_that_fails_holds_nothing()
    {
        var before = ColumnMemory.LiveBytes;
        var texts = ArrowValues.Utf8([.. Enumerable.Range(0, Rows).Select(i => $"text {i}")]);
        var indices = ArrowValues.Int16([.. Enumerable.Range(0, Rows).Select(i => (short?)i)]);
        var damaged = ArrowValues.Int16([.. Enumerable.Range(1, Rows).Select(i => (short?)i)]);
        using var batch = ArrowValues.Batch(
            ("id", RandomColumns.Make("int64", 1, Rows, 0.2)),
            ("s", ArrowValues.Struct(
                null,
                ("a", texts),
                ("b", ArrowValues.Dictionary(indices, texts)),
                ("c", ArrowValues.Dictionary(damaged, texts)))));

        batch.Invoking(b => BatchConcat.Concat(b.Schema, [b, b])).Should().Throw<InvalidDataException>().WithMessage("Column 's.c'*");
        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void Disposing_a_merger_and_its_values_frees_all_of_both()
    {
        var before = ColumnMemory.LiveBytes;
        using (var merger = new DictionaryMerger("c", StringType.Default))
            for (var seed = 0; seed < 9; seed++)
            {
                merger.Add(RandomColumns.Make("utf8", seed, Rows / (seed + 1), 0).Data);
                merger.Values(seed).Dispose();
            }

        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void Disposing_the_pieces_of_a_batch_frees_all_of_them()
    {
        var before = ColumnMemory.LiveBytes;
        using (var batch = Batch(ArrowValues.Int8([.. Enumerable.Range(0, Rows).Select(i => (sbyte?)(i % 3))])))
            foreach (var piece in new PartitionSplitter(["k"], batch.Schema, true, KeyText.Encode, false).Split(batch))
                piece.Rows.Dispose();

        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void A_gather_that_fails_holds_nothing()
    {
        var before = ColumnMemory.LiveBytes;
        using var batch = ArrowValues.Batch(
            ("id", ArrowValues.Int64(1)),
            ("s", ArrowValues.Struct(null, ("a", ArrowValues.Utf8("x")), ("b", ArrowValues.Utf8(new string('x', 1 << 21))))));

        batch.Invoking(b => RowGather.Take(b, new int[1024])).Should().Throw<OverflowException>().WithMessage("Column 's'*");
        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void A_split_that_fails_holds_nothing()
    {
        var before = ColumnMemory.LiveBytes;
        using var batch = Batch(ArrowValues.Time32(TimeUnit.Second, [.. Enumerable.Range(-1, Rows).Select(i => (int?)Math.Min(i, 1))]));
        var splitter = new PartitionSplitter(["k"], batch.Schema, false, KeyText.Encode, false);

        splitter.Invoking(s => s.Split(batch)).Should().Throw<InvalidDataException>();
        ColumnMemory.LiveBytes.Should().Be(before);
    }

    private static RecordBatch Batch(IArrowArray keys)
        => ArrowValues.Batch(("k", keys), ("v", RandomColumns.Make("int64", 1, Rows, 0)), ("w", RandomColumns.Make("utf8", 1, Rows, 0)));
}
