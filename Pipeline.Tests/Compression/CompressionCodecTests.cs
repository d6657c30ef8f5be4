using DataflowWrite.Compression;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

public sealed class CompressionCodecTests
{
    [TestCase(CompressionType.None, "none", "", 0, 0, 0)]
    [TestCase(CompressionType.Gzip, "gzip", ".gz", 0, 9, 6)]
    [TestCase(CompressionType.Zstd, "zstd", ".zst", 1, 22, 3)]
    [TestCase(CompressionType.Bzip2, "bzip2", ".bz2", 1, 9, 9)]
    [TestCase(CompressionType.Xz, "xz", ".xz", 0, 9, 6)]
    [TestCase(CompressionType.Lz4, "lz4", ".lz4", 1, 12, 1)]
    [TestCase(CompressionType.Snappy, "snappy", ".sz", 0, 0, 0)]
    public void A_codec_has_the_name_extension_and_levels_of_its_type(
        CompressionType type, string name, string extension, int min, int max, int level)
    {
        var codec = CompressionCodec.For(type);

        (codec.Name, codec.Extension, codec.MinLevel, codec.MaxLevel, codec.DefaultLevel).Should().Be((name, extension, min, max, level));
        codec.ResolveLevel(null).Should().Be(level);
    }

    [TestCase(CompressionType.Gzip, -1, "*gzip*0 to 9*6*")]
    [TestCase(CompressionType.Gzip, 10, "*gzip*0 to 9*6*")]
    [TestCase(CompressionType.Zstd, 0, "*zstd*1 to 22*3*")]
    [TestCase(CompressionType.Zstd, 23, "*zstd*1 to 22*3*")]
    [TestCase(CompressionType.Bzip2, 0, "*bzip2*1 to 9*9*")]
    [TestCase(CompressionType.Bzip2, 10, "*bzip2*1 to 9*9*")]
    [TestCase(CompressionType.Xz, -1, "*xz*0 to 9*6*")]
    [TestCase(CompressionType.Xz, 10, "*xz*0 to 9*6*")]
    [TestCase(CompressionType.Lz4, 0, "*lz4*1 to 12*1*")]
    [TestCase(CompressionType.Lz4, 13, "*lz4*1 to 12*1*")]
    [TestCase(CompressionType.Snappy, 0, "*snappy*no levels*")]
    [TestCase(CompressionType.None, 0, "*none*no levels*")]
    public void A_level_out_of_range_is_refused_with_the_codec_its_range_and_default(CompressionType type, int level, string message)
        => FluentActions.Invoking(() => CompressionCodec.For(type).ResolveLevel(level))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).Which.ActualValue.Should().Be(level);

    [Test]
    public void An_unknown_type_is_refused()
        => FluentActions.Invoking(() => CompressionCodec.For((CompressionType)99)).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void Every_level_gives_back_what_went_in([ValueSource(typeof(Codecs), nameof(Codecs.All))] string name)
    {
        var codec = Codecs.Of(name);
        var source = Csv(2000);

        for (var level = codec.MinLevel; level <= codec.MaxLevel; level++)
            Decompress(codec, Frame(codec, source, codec.HasLevels ? level : null)).Should().Equal(source);
    }

    [Test]
    public void Concatenated_frames_and_a_single_one_decompress_to_the_whole(
        [ValueSource(typeof(Codecs), nameof(Codecs.All))] string name, [Values(1, 7, 100_000)] int readSize)
    {
        var codec = Codecs.Of(name);
        var source = Csv(5000);

        Decompress(codec, Frames(codec, source, 1000), readSize).Should().Equal(source);
        Decompress(codec, Single(codec, source), readSize).Should().Equal(source);
    }

    [Test]
    public async Task Asynchronous_reads_and_writes_do_the_same([ValueSource(typeof(Codecs), nameof(Codecs.All))] string name)
    {
        var codec = Codecs.Of(name);
        var source = Csv(50_000);
        using var compressed = new MemoryStream();
        await using (var compressor = codec.CreateCompressor(compressed, codec.DefaultLevel))
        {
            foreach (var chunk in source.Chunk(10_000))
                await compressor.WriteAsync(chunk);

            await compressor.FlushAsync();
        }

        await using var input = codec.CreateDecompressor(new MemoryStream(compressed.ToArray()));
        using var output = new MemoryStream();
        await input.CopyToAsync(output);

        output.ToArray().Should().Equal(source);
    }

    [TestCaseSource(typeof(Codecs), nameof(Codecs.Compressing))]
    public void No_bytes_at_all_are_one_valid_frame(string name)
    {
        var codec = Codecs.Of(name);

        foreach (var empty in new[] { Frame(codec, []), Single(codec, []) })
        {
            empty.Should().NotBeEmpty();
            Decompress(codec, empty).Should().BeEmpty();
            Decompress(codec, [.. empty, .. Frame(codec, "x"u8), .. empty, .. empty]).Should().Equal((byte)'x');
        }
    }

    [Test]
    public void Frames_made_at_once_by_many_threads_have_the_bytes_of_frames_made_in_turn(
        [ValueSource(typeof(Codecs), nameof(Codecs.All))] string name)
    {
        var codec = Codecs.Of(name);
        var sources = Enumerable.Range(1, 64).Select(i => Csv(i * 50)).ToArray();
        var expected = sources.Select(source => Frame(codec, source)).ToArray();

        var frames = new byte[sources.Length][];
        Parallel.For(0, sources.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => frames[i] = Frame(codec, sources[i]));

        for (var i = 0; i < sources.Length; i++)
            frames[i].AsSpan().SequenceEqual(expected[i]).Should().BeTrue();
    }

    [Test]
    public void A_zstd_frame_carries_its_content_size_and_a_checksum()
    {
        var frame = Frame(CompressionCodec.For(CompressionType.Zstd), Csv(100));

        (frame[4] & 0b0000_0100).Should().NotBe(0, "the checksum flag is set");
        ((frame[4] & 0b1100_0000) != 0 || (frame[4] & 0b0010_0000) != 0).Should().BeTrue("a size field is there");
    }

    [TestCase("", 0x00000000u)]
    [TestCase("123456789", 0xCBF43926u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void The_checksum_is_that_of_gzip(string text, uint expected)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);

        for (var cut = 0; cut <= bytes.Length; cut++)
            Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)).Should().Be(expected);
    }
}
