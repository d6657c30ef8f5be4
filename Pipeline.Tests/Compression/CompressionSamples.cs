using System.Buffers;
using System.Globalization;
using System.Text;
using DataflowWrite.Compression;

namespace DataflowWrite.Tests.Compression;

internal static class CompressionSamples
{
    public static byte[] Csv(int rows)
    {
        var text = new StringBuilder("id,name\n");
        for (var row = 0; row < rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row},name {row * 7919 % 1009}\n");

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Frame(CompressionCodec codec, ReadOnlySpan<byte> source, int? level = null)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.CompressFrame(source, codec.ResolveLevel(level), output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Concatenated frames of the given uncompressed size.</summary>
    public static byte[] Frames(CompressionCodec codec, byte[] source, int frameSize)
        => source.Chunk(frameSize).SelectMany(chunk => Frame(codec, chunk)).ToArray();

    public static byte[] Single(CompressionCodec codec, byte[] source)
    {
        using var output = new MemoryStream();
        using (var compressor = codec.CreateCompressor(output, codec.DefaultLevel))
            foreach (var chunk in source.Chunk(1000))
                compressor.Write(chunk);

        output.CanWrite.Should().BeTrue("the destination stays open");
        return output.ToArray();
    }

    public static byte[] Decompress(CompressionCodec codec, byte[] compressed, int readSize = 81_920)
    {
        using var input = codec.CreateDecompressor(new MemoryStream(compressed));
        using var output = new MemoryStream();
        input.CopyTo(output, readSize);
        return output.ToArray();
    }
}
