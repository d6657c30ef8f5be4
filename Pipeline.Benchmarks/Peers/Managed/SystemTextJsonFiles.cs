using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>System.Text.Json with a source-generated context and one writer for all rows, on one thread.</summary>
internal sealed class SystemTextJsonFiles : IPeer
{
    private RowsOf? _rows;

    public string Version => Environment.Version.ToString();

    public void Load(Workload workload, LapRequest request) => _rows = RowsOf.Load(workload, request.Rows);

    public ValueTask WriteAsync(RaceCell cell, string output) => _rows!.VisitAsync(new Writer(cell, output));

    public void Dispose()
    {
    }

    private sealed class Writer(RaceCell cell, string output) : IRecordVisitor
    {
        private const int FlushAt = 1 << 20;

        private readonly System.Buffers.ArrayBufferWriter<byte> _text = new(FlushAt * 2);

        public ValueTask VisitAsync<T>(T[] rows)
            where T : class, IBatchSerializable<T>
        {
            using var file = TextFile.Create(output, cell.Format);
            using var json = new Utf8JsonWriter(_text, new JsonWriterOptions { SkipValidation = true });
            var type = (JsonTypeInfo<T>)WorkloadJson.Default.GetTypeInfo(typeof(T))!;
            foreach (var row in rows)
            {
                JsonSerializer.Serialize(json, row, type);
                json.Flush();
                json.Reset();
                _text.GetSpan(1)[0] = (byte)'\n';
                _text.Advance(1);
                if (_text.WrittenCount >= FlushAt)
                    Write(file);
            }

            Write(file);
            return ValueTask.CompletedTask;
        }

        private void Write(Stream file)
        {
            file.Write(_text.WrittenSpan);
            _text.ResetWrittenCount();
        }
    }
}
