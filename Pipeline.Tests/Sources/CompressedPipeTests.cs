using System.Buffers.Binary;
using DataflowWrite.Compression;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Compression;

namespace DataflowWrite.Tests.Sources;

/// <summary>Compressed text out of a pipe, which cannot be read synchronously.</summary>
public sealed class CompressedPipeTests
{
    private const int Rows = 24_000;
    private const int NoiseBytes = 96;

    private static readonly string[] Lines = MakeLines();
    private static readonly byte[] Text = System.Text.Encoding.UTF8.GetBytes("a,b\n" + string.Join('\n', Lines).Replace('|', ',') + "\n");

    [TestCaseSource(typeof(Codecs), nameof(Codecs.Compressing))]
    public async Task Megabytes_that_hardly_compress_come_through(string codecName)
        => await ShouldComeThrough(Codecs.Of(codecName), CompressionSamples.Single(Codecs.Of(codecName), Text), 4093);

    [TestCaseSource(typeof(Codecs), nameof(Codecs.Compressing))]
    public async Task They_come_through_a_few_bytes_at_a_time(string codecName)
        => await ShouldComeThrough(Codecs.Of(codecName), CompressionSamples.Single(Codecs.Of(codecName), Text), 7);

    [TestCaseSource(typeof(Codecs), nameof(Codecs.Compressing))]
    public async Task Many_members_or_frames_come_through(string codecName)
        => await ShouldComeThrough(Codecs.Of(codecName), CompressionSamples.Frames(Codecs.Of(codecName), Text, 50_021), 1021);

    [Test]
    public async Task Skippable_frames_of_lz4_larger_than_any_window_come_through()
    {
        var skipped = new byte[300_000];
        BinaryPrimitives.WriteUInt32LittleEndian(skipped, 0x184D2A50);
        BinaryPrimitives.WriteInt32LittleEndian(skipped.AsSpan(4), skipped.Length - 8);
        var codec = Codecs.Of("lz4");

        await ShouldComeThrough(codec, [.. skipped, .. CompressionSamples.Single(codec, Text), .. skipped], 65_536);
    }

    [Test]
    public async Task Padding_of_snappy_larger_than_any_chunk_of_data_comes_through()
    {
        var codec = Codecs.Of("snappy");
        var padding = new byte[300_000];
        BinaryPrimitives.WriteInt32LittleEndian(padding, 0xFE | (padding.Length - 4) << 8);

        await ShouldComeThrough(codec, [.. CompressionSamples.Single(codec, Text), .. padding], 65_536);
    }

    [Test]
    public async Task A_long_header_of_gzip_comes_through()
    {
        var codec = Codecs.Of("gzip");
        var member = CompressionSamples.Single(codec, Text);
        member[3] |= 4;
        byte[] extra = [0xFF, 0xFF, .. new byte[0xFFFF]];

        await ShouldComeThrough(codec, [.. member[..10], .. extra, .. member[10..]], 4093);
    }

    private static async Task ShouldComeThrough(CompressionCodec codec, byte[] packed, int atOnce)
    {
        await using var opened = codec.CreateDecompressor(new AsyncOnlyStream(packed, atOnce));
        var content = new MemoryStream();
        await opened.CopyToAsync(content);
        content.ToArray().AsSpan().SequenceEqual(Text).Should().BeTrue();

        if (CompressionInfo.Named(codec.Name) is not { } info)
            return;

        var file = SourceFile.FromStream("standard input", new AsyncOnlyStream(packed, atOnce), info.Type);
        (await SourceText.RowsOf(await InputFormat.Csv().OpenAsync([file]))).Rows.Should().Equal(Lines);
    }

    private static string[] MakeLines()
    {
        var random = new Random(7);
        var noise = new byte[NoiseBytes];
        return [.. Enumerable.Range(0, Rows).Select(row =>
        {
            random.NextBytes(noise);
            return $"{row}|{Convert.ToBase64String(noise)}";
        })];
    }
}
