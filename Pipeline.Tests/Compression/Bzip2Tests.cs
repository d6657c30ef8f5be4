using CsCheck;
using DataflowWrite.Compression;
using DataflowWrite.Compression.Bzip2;
using DataflowWrite.Tests.Support;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

public sealed class Bzip2Tests
{
    private readonly CompressionCodec _codec = CompressionCodec.For(CompressionType.Bzip2);

    [Test]
    public void Any_bytes_come_back_at_any_level()
        => Gen.Select(Gen.Byte[0, 2].Array[0, 3_000], Gen.Byte.Array[0, 3_000], Gen.Int[0, 600], Gen.Int[1, 9]).Sample(
            (repetitive, random, run, level) =>
            {
                byte[] source = [.. repetitive, .. random, .. Enumerable.Repeat((byte)7, run), .. repetitive];
                return Decompress(_codec, Frame(_codec, source, level)).AsSpan().SequenceEqual(source);
            },
            iter: 100);

    [Test]
    public void Suffixes_are_sorted_as_comparing_them_does()
        => Gen.Int[0, 3].Array[0, 60].Sample(
            text =>
            {
                var order = new int[text.Length];
                SuffixSorter.Sort(text, 4, order);
                var expected = Enumerable.Range(0, text.Length).ToArray();
                Array.Sort(expected, (left, right) => text.AsSpan(left).SequenceCompareTo(text.AsSpan(right)));
                return order.AsSpan().SequenceEqual(expected);
            },
            iter: 5_000);

    [TestCase("a", 3_000_000)]
    [TestCase("abc", 1_000_000)]
    [TestCase("2024-01-01,north,0\n", 100_000)]
    public void Text_that_only_repeats_is_sorted_as_fast_as_any_and_read_by_the_tool(string unit, int times)
    {
        var tool = ExternalTool.Require("bzip2");
        using var directory = new TempDirectory();
        var source = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(unit, times)));
        File.WriteAllBytes(directory.File("a.bz2"), Single(_codec, source));

        tool.Run("-dc", directory.File("a.bz2")).AsSpan().SequenceEqual(source).Should().BeTrue();
        Decompress(_codec, File.ReadAllBytes(directory.File("a.bz2"))).AsSpan().SequenceEqual(source).Should().BeTrue();
    }

    [Test]
    public void Blocks_that_another_encoder_randomised_are_read_as_the_tool_reads_them()
    {
        // Long enough for the whole table of distances, and without runs, which are shortened before the noise comes.
        var random = new Random(1);
        var source = new byte[300_000];
        for (var i = 0; i < source.Length; i++)
            source[i] = (byte)((i % 2 == 0 ? 'a' : 'N') + random.Next(13));

        var randomised = Randomised(source);

        Decompress(_codec, randomised).AsSpan().SequenceEqual(source).Should().BeTrue();
        var tool = ExternalTool.Require("bzip2");
        using var directory = new TempDirectory();
        File.WriteAllBytes(directory.File("a.bz2"), randomised);
        tool.Run("-dc", directory.File("a.bz2")).AsSpan().SequenceEqual(source).Should().BeTrue();
    }

    [Test]
    public void The_size_of_the_blocks_is_the_level()
    {
        Frame(_codec, Csv(1), 3).AsSpan(0, 4).ToArray().Should().Equal("BZh3"u8.ToArray());
        Frame(_codec, Csv(1)).AsSpan(0, 4).ToArray().Should().Equal("BZh9"u8.ToArray());
    }

    [Test]
    public void An_independent_frame_is_one_block()
    {
        var source = new byte[_codec.FrameSize];
        new Random(1).NextBytes(source);

        // Behind the end of the one block come the end mark, and no second magic number at any bit.
        Bits(Frame(_codec, source)).Split("001100010100000101011001001001100101001101011001").Should().HaveCount(2);
    }

    /// <summary>One block of the noisy bytes, with the checksum of the quiet ones and the mark of a randomised block.</summary>
    private byte[] Randomised(byte[] source)
    {
        const int MarkAt = (4 + 6 + 4) * 8;
        var noise = new Bzip2Noise();
        byte[] noisy = [.. source.Select(value => (byte)(value ^ noise.Next()))];
        var bits = Bits(Frame(_codec, noisy)).Replace(Checksum(noisy), Checksum(source), StringComparison.Ordinal);
        bits = $"{bits[..MarkAt]}1{bits[(MarkAt + 1)..]}";
        return [.. bits.Chunk(8).Select(digits => Convert.ToByte(new string(digits), 2))];
    }

    private static string Checksum(byte[] bytes)
        => Convert.ToString(~Bzip2Crc.Append(Bzip2Crc.Initial, bytes), 2).PadLeft(32, '0');

    private static string Bits(byte[] bytes) => string.Concat(bytes.Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
}
