using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

[NonParallelizable]
public sealed class ColumnMemoryTests
{
    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void Disposing_what_was_gathered_frees_all_of_it(string type)
    {
        var before = ColumnMemory.LiveBytes;
        var source = RowGather.Take(RandomColumns.Make(type, 1, 50, 0.2), [.. Enumerable.Range(0, 50)]);
        var taken = RowGather.Take(source, [4, 4, 2, 49]);
        var held = ColumnMemory.LiveBytes;
        source.Dispose();
        taken.Dispose();

        if (type != "null")
            held.Should().BeGreaterThan(before);

        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void Disposing_the_pieces_of_a_batch_frees_all_of_them()
    {
        var before = ColumnMemory.LiveBytes;
        using (var batch = Batch(ArrowValues.Utf8("a", "b", "a")))
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
        using var batch = Batch(ArrowValues.Time32(TimeUnit.Second, 1, 2, -1));
        var splitter = new PartitionSplitter(["k"], batch.Schema, false, KeyText.Encode, false);

        splitter.Invoking(s => s.Split(batch)).Should().Throw<InvalidDataException>();
        ColumnMemory.LiveBytes.Should().Be(before);
    }

    private static RecordBatch Batch(IArrowArray keys)
        => ArrowValues.Batch(("k", keys), ("v", ArrowValues.Int32(1, 2, 3)), ("w", ArrowValues.Utf8("x", "y", "z")));
}
