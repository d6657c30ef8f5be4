using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class BatchSizeTests
{
    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [Test]
    public void A_slice_retains_its_parent_but_spans_only_its_rows()
    {
        using var batch = ArrowValues.Batch(("i", ArrowValues.Int32([.. Enumerable.Range(0, 1000).Select(i => (int?)i)])));
        using var slice = batch.SliceShared(10, 5);

        BatchSize.Retained(batch).Should().Be(4000);
        BatchSize.Retained(slice).Should().Be(4000);
        BatchSize.Logical(batch).Should().Be(4000);
        BatchSize.Logical(slice).Should().Be(20);
    }

    [Test]
    public void Text_counts_offsets_bytes_and_validity()
    {
        using var batch = ArrowValues.Batch(("s", ArrowValues.Utf8("abc", null, "de", "f")));

        BatchSize.Logical(batch).Should().Be((5 * 4) + 6 + 1);
        BatchSize.Retained(batch).Should().Be((5 * 4) + 6 + 1);
    }

    [Test]
    public void Memory_shared_by_two_columns_is_retained_once()
    {
        var array = ArrowValues.Int64(1, 2, 3);
        using var batch = ArrowValues.Batch(("a", array), ("b", ArrowArrayFactory.Slice(array, 0, 3)));

        BatchSize.Retained(batch).Should().Be(24);
        BatchSize.Logical(batch).Should().Be(48);
    }

    [Test]
    public void A_dictionary_counts_whole_for_a_slice_of_its_rows()
    {
        var values = ArrowValues.Int64(10, 20, 30);
        using var batch = ArrowValues.Batch(("d", ArrowValues.Dictionary(ArrowValues.Int8(0, 1, 2, 0), values)));
        using var slice = batch.SliceShared(1, 1);

        BatchSize.Logical(slice).Should().Be(1 + 24);
        BatchSize.Retained(slice).Should().Be(4 + 24);
    }

    [TestCaseSource(nameof(AllTypes))]
    public void The_rows_of_a_slice_span_about_what_a_compact_copy_of_them_retains(string type)
    {
        using var batch = ArrowValues.Batch(("c", RandomColumns.Make(type, 3, 200, 0.3)));
        using var slice = batch.SliceShared(40, 100);
        using var copy = RowGather.Copy(slice, 0, 100);

        // Validity bitmaps of nested ranges are rounded up to bytes one by one.
        BatchSize.Logical(slice).Should().BeCloseTo(BatchSize.Retained(copy), 150);
        BatchSize.Logical(copy).Should().BeCloseTo(BatchSize.Retained(copy), 150);
    }

    [TestCaseSource(nameof(AllTypes))]
    public void A_batch_without_rows_has_a_size(string type)
    {
        using var batch = ArrowValues.Batch(("c", RandomColumns.Make(type, 3, 0, 0)));

        BatchSize.Logical(batch).Should().BeLessThan(80);
        BatchSize.Retained(batch).Should().BeLessThan(80);
    }
}
