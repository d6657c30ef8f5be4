using System.Buffers;
using DataflowWrite.Serialization;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>Our text from records, in chunks as the pipeline cuts them.</summary>
internal sealed class OurText(string name, StatelessFormat format, PageView[] rows) : Contestant(name)
{
    private const int ChunkRows = 8_192;

    private readonly IBatchSerializer<PageView> _serializer = BatchRecords.CreateSerializer<PageView>(format);
    private readonly ArrayBufferWriter<byte> _output = new(4 << 20);

    public override long Run()
    {
        var bytes = 0L;
        for (var start = 0; start < rows.Length; start += ChunkRows)
        {
            _output.ResetWrittenCount();
            _serializer.Serialize(rows.AsSpan(start, Math.Min(ChunkRows, rows.Length - start)), start == 0, _output);
            bytes += _output.WrittenCount;
        }

        return bytes;
    }
}
