using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using DataflowWrite.Sources;
using DataflowWrite.Sources.ArrowIpc;

namespace DataflowWrite.Tests.Sources.ArrowIpc;

/// <summary>Arrow data by Apache.Arrow's own writers, and its messages one by one.</summary>
internal static class IpcBytes
{
    private static readonly byte[] EndMark = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

    public static byte[] Of(bool isFile, CompressionCodecType? codec, params RecordBatch[] batches)
        => Of(isFile, codec, batches[0].Schema, batches);

    public static byte[] Of(bool isFile, CompressionCodecType? codec, Schema schema, params RecordBatch[] batches)
    {
        var options = new IpcOptions { CompressionCodec = codec, CompressionCodecFactory = new CompressionCodecFactory() };
        var bytes = new MemoryStream();
        using var writer = isFile
            ? new ArrowFileWriter(bytes, schema, leaveOpen: true, options)
            : new ArrowStreamWriter(bytes, schema, leaveOpen: true, options);
        writer.WriteStart();
        foreach (var batch in batches)
            writer.WriteRecordBatch(batch);

        writer.WriteEnd();
        return bytes.ToArray();
    }

    /// <summary>The messages of a stream, without the mark that ends it.</summary>
    public static IReadOnlyList<byte[]> Messages(byte[] stream)
    {
        var messages = new List<byte[]>();
        for (var at = 0; BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(at + 4)) is var head and > 0;)
        {
            var length = 8 + head + (int)IpcHead.Parse(stream.AsSpan(at + 8, head)).BodyLength;
            messages.Add(stream[at..(at + length)]);
            at += length;
        }

        return messages;
    }

    public static byte[] Stream(params IEnumerable<byte[]> messages) => [.. messages.SelectMany(message => message), .. EndMark];

    /// <summary>A stream that neither tells its length nor seeks, a few bytes at a time.</summary>
    public static SourceFile Pipe(byte[] bytes, int chunk = 1000) => SourceFile.FromStream("standard input", new TrickleStream(bytes, chunk));
}
