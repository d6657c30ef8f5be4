using Apache.Arrow;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Properties;

/// <summary>The rows of a case, as values to compare with and as batches to write.</summary>
internal static class WriteCaseRows
{
    /// <summary>Labels that readers find hard: null, empty, null-like, with every character that paths encode.</summary>
    private static readonly string?[] Labels =
        [null, "", "null", "NULL", "__HIVE_DEFAULT_PARTITION__", "a/b", "100%", "x=y", "é ß", "trailing ", "dot.", "\"q\", '*?'", "l\nb", "😀"];

    private static readonly string[] Words = ["comma, ", "\"quoted\" ", "line\nbreak ", "ünï ", "plain ", "back\\slash "];

    public sealed record Row(long Id, string? Key, string? Label, string? Text, bool? Flag, int? Day);

    public static List<Row> Of(WriteCase write)
    {
        var random = new Random(write.Seed);
        return [.. Enumerable.Range(0, write.Rows).Select(id => new Row(
            id,
            $"k{random.Next(write.Keys)}",
            Labels[random.Next(Labels.Length)],
            random.Next(10) == 0 ? null : Text(random, write.TextLength),
            random.Next(5) == 0 ? null : random.Next(2) == 0,
            random.Next(5) == 0 ? null : random.Next(-100_000, 100_000)))];
    }

    public static IEnumerable<RecordBatch> Batches(WriteCase write, List<Row> rows)
    {
        for (var first = 0; first < rows.Count; first += write.RowsPerBatch)
        {
            var length = Math.Min(write.RowsPerBatch, rows.Count - first);
            if (write.EmptyBatches && first % 2 == 0)
                yield return Batch([]);

            yield return write.SlicedBatches ? Sliced(rows, first, length) : Batch(rows.GetRange(first, length));
        }

        if (write.EmptyBatches)
            yield return Batch([]);
    }

    public static Schema Schema { get; } = Batch([]).Schema;

    /// <summary>The rows as a view into a larger batch, with others before and behind them.</summary>
    private static RecordBatch Sliced(List<Row> rows, int first, int length)
    {
        var before = Math.Min(first, 3);
        var behind = Math.Min(rows.Count - first - length, 5);
        using var parent = Batch(rows.GetRange(first - before, before + length + behind));
        return parent.SliceShared(before, length);
    }

    private static RecordBatch Batch(List<Row> rows) => ArrowValues.Batch(
        ("id", ArrowValues.Int64([.. rows.Select(row => (long?)row.Id)])),
        ("key", ArrowValues.Utf8([.. rows.Select(row => row.Key)])),
        ("label", ArrowValues.Utf8([.. rows.Select(row => row.Label)])),
        ("text", ArrowValues.Utf8([.. rows.Select(row => row.Text)])),
        ("flag", ArrowValues.Bool([.. rows.Select(row => row.Flag)])),
        ("day", ArrowValues.Date32([.. rows.Select(row => row.Day)])));

    private static string Text(Random random, int length)
    {
        var text = "";
        var target = random.Next(1, length + 1);
        while (text.Length < target)
            text += Words[random.Next(Words.Length)];

        return text;
    }
}
