using CsCheck;
using DataflowWrite.Compression;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

public sealed class GzipMemberTests
{
    private readonly CompressionCodec _codec = CompressionCodec.For(CompressionType.Gzip);

    [Test]
    public void Optional_header_fields_are_skipped()
    {
        var member = Frame(_codec, "content"u8);
        const byte All = 2 | 4 | 8 | 16;
        byte[] header = [0x1F, 0x8B, 8, All, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, .. "name\0"u8, .. "comment\0"u8, 9, 9];

        Decompress(_codec, [.. header, .. member[10..], .. member]).Should().Equal("contentcontent"u8.ToArray());
    }

    [Test]
    public void Members_of_any_size_in_any_order_decompress_to_the_whole()
        => Gen.Select(Gen.Byte[0, 3].Array[0, 20_000], Gen.Int[0, 9]).Array[1, 12].Sample(
            parts =>
            {
                var compressed = parts.SelectMany(part => Frame(_codec, part.Item1, part.Item2)).ToArray();
                return Decompress(_codec, compressed, 4096).AsSpan().SequenceEqual(parts.SelectMany(part => part.Item1).ToArray());
            },
            iter: 100);

    [Test]
    public void Ten_thousand_members_of_a_few_bytes_decompress_to_the_whole()
    {
        var source = Csv(5_000);

        Decompress(_codec, Frames(_codec, source, 8)).Should().Equal(source);
    }
}
