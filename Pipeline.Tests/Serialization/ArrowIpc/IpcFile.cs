using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

/// <summary>Arrow IPC written by our encoders and read by Apache.Arrow.</summary>
internal static class IpcFile
{
    /// <summary>Both forms.</summary>
    public static string[] Forms { get; } = ["arrow", "arrows"];

    public static StatefulFormat Format(string form, ArrowIpcOptions? options = null)
        => form == "arrow" ? FileFormat.ArrowFile(options) : FileFormat.ArrowStream(options);

    public static byte[] Write(string form, ArrowIpcOptions? options, Schema schema, params RecordBatch[] batches)
    {
        using var encoder = Format(form, options).CreateEncoder(schema, new() { Path = $"file.{form}" });
        return Write(encoder, batches);
    }

    public static byte[] Write(IFileEncoder encoder, params RecordBatch[] batches)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var batch in batches)
            encoder.Append(batch, output);

        encoder.Finish(output);
        return output.WrittenSpan.ToArray();
    }

    public static (Schema Schema, List<RecordBatch> Batches) Read(string form, byte[] bytes)
    {
        var codecs = new CompressionCodecFactory();
        using ArrowStreamReader reader = form == "arrow"
            ? new ArrowFileReader(new MemoryStream(bytes), codecs)
            : new ArrowStreamReader(new MemoryStream(bytes), codecs);

        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);

        return (reader.Schema, batches);
    }

    /// <summary>The rows that a reader gets, as <see cref="RowText"/> writes them.</summary>
    public static string[] ReadRows(string form, byte[] bytes) => [.. Read(form, bytes).Batches.SelectMany(batch => RowText.Of(batch))];

    public static string[] Rows(params RecordBatch[] batches) => [.. batches.SelectMany(batch => RowText.Of(batch))];
}
