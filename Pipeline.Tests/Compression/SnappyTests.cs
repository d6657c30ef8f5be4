using CsCheck;
using DataflowWrite.Compression;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

public sealed class SnappyTests
{
    private readonly CompressionCodec _codec = CompressionCodec.For(CompressionType.Snappy);

    [Test]
    public void A_second_implementation_reads_frames_and_a_single_stream_and_agrees_with_every_checksum()
    {
        var source = Csv(30_000);

        SnappyFrameReader.Read(Frames(_codec, source, 100_000)).Should().Equal(source);
        SnappyFrameReader.Read(Single(_codec, source)).Should().Equal(source);
        SnappyFrameReader.Read(Frame(_codec, [])).Should().BeEmpty();
    }

    [Test]
    public void A_second_implementation_reads_any_bytes()
        => Gen.Select(Gen.Byte[0, 3].Array[0, 2_000], Gen.Byte.Array[0, 70_000]).Sample(
            (repetitive, random) =>
            {
                byte[] source = [.. repetitive, .. random, .. repetitive];
                return SnappyFrameReader.Read(Frame(_codec, source)).AsSpan().SequenceEqual(source);
            },
            iter: 30);

    [Test]
    public void The_checksum_is_that_of_iscsi() => SnappyFrameReader.Crc32C("123456789"u8).Should().Be(0xE3069283);

    [Test]
    public void Padding_and_repeated_identifiers_are_skipped()
    {
        var stream = Frame(_codec, "content"u8);
        byte[] padding = [0xFE, 3, 0, 0, 1, 2, 3];

        Decompress(_codec, [.. stream, .. padding, .. stream[..10], .. stream, .. padding]).Should().Equal("contentcontent"u8.ToArray());
    }

    [TestCase(0x02)]
    [TestCase(0x7F)]
    [TestCase(0x80)]
    [TestCase(0xFD)]
    public void A_chunk_of_a_kind_that_the_format_does_not_define_is_refused(byte kind)
        => FluentActions.Invoking(() => Decompress(_codec, [.. Frame(_codec, "x"u8), kind, 1, 0, 0, 7]))
            .Should().Throw<InvalidDataException>().WithMessage($"*kind 0x{kind:X2}*");

    [Test]
    public void A_stream_without_an_identifier_is_refused()
        => FluentActions.Invoking(() => Decompress(_codec, Frame(_codec, "x"u8)[10..]))
            .Should().Throw<InvalidDataException>().WithMessage("*no stream identifier*");
}
