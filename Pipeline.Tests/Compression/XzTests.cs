using System.Buffers;
using System.Buffers.Binary;
using CsCheck;
using DataflowWrite.Compression;
using DataflowWrite.Compression.Xz;
using DataflowWrite.Tests.Support;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

/// <summary>The encoder and decoder that are ours, against liblzma where the machine has it, and the other way round.</summary>
public sealed class XzTests
{
    private static readonly CompressionCodec Ours = Codecs.WithoutLiblzma;

    private static CompressionCodec Liblzma
    {
        get
        {
            var codec = CompressionCodec.For(CompressionType.Xz);
            if (codec.Library == Ours.Library)
                Assert.Ignore("liblzma is not installed; this test needs it.");

            return codec;
        }
    }

    private static Gen<byte[]> AnyBytes { get; } =
        from repetitive in Gen.Byte[0, 3].Array[0, 20_000]
        from random in Gen.Byte.Array[0, 5_000]
        from run in Gen.Int[0, 2_000]
        from times in Gen.Int[1, 3]
        select (byte[])[.. Enumerable.Repeat<byte[]>([.. repetitive, .. random, .. new byte[run]], times).SelectMany(part => part)];

    [Test]
    public void Liblzma_reads_what_our_encoder_makes_of_any_bytes_at_any_level()
        => Gen.Select(AnyBytes, Gen.Int[0, 9]).Sample(
            (source, level) => Decompress(Liblzma, Frame(Ours, source, level)).AsSpan().SequenceEqual(source), iter: 100);

    [Test]
    public void Our_decoder_reads_what_liblzma_makes_of_any_bytes_at_any_level()
        => Gen.Select(AnyBytes, Gen.Int[0, 9]).Sample(
            (source, level) => Decompress(Ours, Frame(Liblzma, source, level)).AsSpan().SequenceEqual(source), iter: 100);

    [Test]
    public void Several_blocks_and_chunks_that_do_not_compress_come_back()
    {
        var noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        byte[] source = [.. noise, .. Csv(400_000), .. noise, .. noise];
        source.Length.Should().BeGreaterThan(XzCodec.BlockSize);

        foreach (var compressed in new[] { Single(Ours, source), Single(Liblzma, source) })
            foreach (var codec in new[] { Ours, Liblzma })
                Decompress(codec, compressed).AsSpan().SequenceEqual(source).Should().BeTrue();
    }

    [Test]
    public void Padding_between_and_behind_streams_is_skipped([Values] bool ours)
    {
        var codec = ours ? Ours : Liblzma;
        var stream = Frame(codec, "content"u8);

        Decompress(codec, [.. stream, 0, 0, 0, 0, .. stream, 0, 0, 0, 0, 0, 0, 0, 0]).Should().Equal("contentcontent"u8.ToArray());
    }

    [Test]
    public void A_filter_that_our_decoder_lacks_is_refused_with_the_remedy()
    {
        var tool = ExternalTool.Require("xz");
        using var directory = new TempDirectory();
        File.WriteAllBytes(directory.File("a"), Csv(100));
        var filtered = tool.Run("-c", "--delta", "--lzma2", directory.File("a"));

        FluentActions.Invoking(() => Decompress(Ours, filtered)).Should().Throw<InvalidDataException>().WithMessage("*only liblzma decodes; install it*");
        Decompress(Liblzma, filtered).Should().Equal(Csv(100));
    }

    [Test]
    public void A_dictionary_beyond_the_limit_is_refused_before_it_is_allocated([Values] bool ours)
    {
        // Behind the header of the stream: the byte of the dictionary stands in the fourth to last place before the checksum's padding.
        var stream = Frame(Ours, "content"u8);
        var header = stream.AsSpan(12, (stream[12] + 1) * 4);
        header[header.IndexOf((byte)0x21) + 2] = 40;
        BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], Crc32.Append(0, header[..^4]));

        FluentActions.Invoking(() => Decompress(ours ? Ours : Liblzma, stream)).Should().Throw<InvalidDataException>().WithMessage("*dictionary*");
    }

    [Test]
    public void The_tool_lists_the_sizes_in_the_header_of_an_independent_frame([Values] bool ours)
    {
        var tool = ExternalTool.Require("xz");
        using var directory = new TempDirectory();
        File.WriteAllBytes(directory.File("a.xz"), Frames(ours ? Ours : Liblzma, Csv(5_000), 20_000));

        System.Text.Encoding.UTF8.GetString(tool.Run("-lvv", directory.File("a.xz"))).Should().Contain("Sizes in headers:  Yes");
    }

    [Test]
    public void Who_did_it_can_be_told()
    {
        Ours.Library.Should().Be("managed");
        CompressionInfo.For(CompressionType.Xz).Library.Should().MatchRegex(@"^(managed|liblzma \d+\.\d+\.\d+)$");
    }

    [Test]
    public void A_switch_asks_for_the_same_bytes_on_all_machines()
    {
        AppContext.SetSwitch("DataflowWrite.ManagedXz", true);
        try
        {
            var output = new ArrayBufferWriter<byte>();
            var codec = XzCodec.Create();
            codec.CompressFrame(Csv(100), codec.DefaultLevel, output);

            codec.Library.Should().Be("managed");
            output.WrittenSpan.ToArray().Should().Equal(Frame(Ours, Csv(100)));
        }
        finally
        {
            AppContext.SetSwitch("DataflowWrite.ManagedXz", false);
        }
    }

    [TestCase("", 0ul)]
    [TestCase("123456789", 0x995DC9BBDF1939FAul)]
    public void The_check_is_that_of_the_format(string text, ulong expected)
        => Crc64.Append(0, System.Text.Encoding.ASCII.GetBytes(text)).Should().Be(expected);
}
