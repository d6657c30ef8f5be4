using System.Buffers;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization;

/// <summary>What the formats write, as text.</summary>
internal static class SerializedText
{
    public static string Of(StatelessFormat format, RecordBatch batch, bool initial = true)
        => Encoding.UTF8.GetString(BytesOf(format, batch, initial));

    public static byte[] BytesOf(StatelessFormat format, RecordBatch batch, bool initial = true)
    {
        var output = new ArrayBufferWriter<byte>();
        format.CreateSerializer(batch.Schema).Serialize(batch, initial, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The CSV fields of a column between marks, one per row, without a header.</summary>
    public static string[] CsvFields(IArrowArray values, CsvOptions? options = null)
    {
        options = (options ?? new CsvOptions()) with { Header = false };
        var marks = ArrowValues.Int8(new sbyte?[values.Length]);
        var text = Of(FileFormat.Csv(options), ArrowValues.Batch(("a", marks), ("v", values), ("z", marks)));
        var mark = options.NullText;
        return [.. text.Split(options.Terminator)[..^1].Select(line => line[(mark.Length + 1)..^(mark.Length + 1)])];
    }

    /// <summary>The JSON text of a column's values, one per row; an omitted null is the empty text.</summary>
    public static string[] JsonValues(IArrowArray values, JsonLinesOptions? options = null)
    {
        var text = Of(FileFormat.JsonLines(options), ArrowValues.Batch(("v", values)));
        return [.. text.Split('\n')[..^1].Select(line => line == "{}" ? "" : line["{\"v\":".Length..^1])];
    }
}
