using System.Globalization;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Sources;
using DataflowWrite.Sources.Csv;

namespace DataflowWrite.Tests.Sources;

/// <summary>Sources out of text, and their rows as text: a null is <c>∅</c>.</summary>
internal static class SourceText
{
    public static SourceFile File(string text, string name = "in.csv") => File(Encoding.UTF8.GetBytes(text), name);

    public static SourceFile File(byte[] bytes, string name = "in.csv") => SourceFile.FromStream(name, new MemoryStream(bytes));

    public static Task<SourceRows> Csv(string text, FileSourceOptions? options = null, CsvSourceOptions? dialect = null)
        => Csv(options, dialect, File(text));

    public static async Task<SourceRows> Csv(FileSourceOptions? options, CsvSourceOptions? dialect, params SourceFile[] files)
        => await RowsOf(await InputFormat.Csv(dialect).OpenAsync(files, options));

    public static async Task<SourceRows> JsonLines(string text, FileSourceOptions? options = null)
        => await RowsOf(await InputFormat.JsonLines().OpenAsync([File(text, "in.jsonl")], options));

    public static Task<SourceRows> RowsOf(FileSource source) => RowsOf(source.Schema, source.ReadAsync());

    public static async Task<SourceRows> RowsOf(Schema schema, IAsyncEnumerable<RecordBatch> source)
    {
        var rows = new List<string>();
        var batches = new List<int>();
        await foreach (var batch in source)
        {
            using var owned = batch;
            batches.Add(batch.Length);
            for (var row = 0; row < batch.Length; row++)
                rows.Add(string.Join('|', batch.Arrays.Select(array => Cell(array, row))));
        }

        var columns = string.Join(',', schema.FieldsList.Select(f => $"{f.Name}:{SchemaText.FormatType(f.DataType)}"));
        return new(columns, rows, batches);
    }

    public static string Cell(IArrowArray array, int i)
    {
        if (array.IsNull(i))
            return "∅";

        return array switch
        {
            StringArray a => a.GetString(i)!,
            BooleanArray a => a.GetValue(i)!.Value ? "true" : "false",
            BinaryArray a => Convert.ToHexStringLower(a.GetBytes(i)),
            Decimal128Array a => a.GetString(i)!,
            Decimal256Array a => a.GetString(i)!,
            Date32Array a => a.GetDateOnly(i)!.Value.ToString("O", CultureInfo.InvariantCulture),
            Int8Array a => Text(a, i),
            Int16Array a => Text(a, i),
            Int32Array a => Text(a, i),
            Int64Array a => Text(a, i),
            UInt8Array a => Text(a, i),
            UInt16Array a => Text(a, i),
            UInt32Array a => Text(a, i),
            UInt64Array a => Text(a, i),
            FloatArray a => Text(a, i),
            DoubleArray a => Text(a, i),
            Date64Array a => Text(a, i),
            Time32Array a => Text(a, i),
            Time64Array a => Text(a, i),
            TimestampArray a => Text(a, i),
            DurationArray a => Text(a, i),
            _ => throw new NotSupportedException(array.GetType().Name),
        };
    }

    private static string Text<T>(PrimitiveArray<T> array, int i)
        where T : struct, IEquatable<T>, IFormattable
        => array.GetValue(i)!.Value.ToString(null, CultureInfo.InvariantCulture);
}
