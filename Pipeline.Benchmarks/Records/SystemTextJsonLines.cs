using System.Buffers;
using System.Text.Json;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>System.Text.Json with a source-generated context and one writer for all rows.</summary>
internal sealed class SystemTextJsonLines(PageView[] rows) : Contestant("system.text.json jsonl")
{
    private const int FlushAt = 1 << 20;

    private readonly ArrayBufferWriter<byte> _output = new(FlushAt * 2);

    public override long Run()
    {
        var bytes = 0L;
        _output.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_output, new JsonWriterOptions { SkipValidation = true });
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(writer, row, PageViewJson.Default.PageView);
            writer.Flush();
            writer.Reset();
            _output.Write("\n"u8);
            if (_output.WrittenCount < FlushAt)
                continue;

            bytes += _output.WrittenCount;
            _output.ResetWrittenCount();
        }

        return bytes + _output.WrittenCount;
    }
}
