using CsCheck;
using DataflowWrite.Compression;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

public sealed class Lz4Tests
{
    private readonly CompressionCodec _codec = CompressionCodec.For(CompressionType.Lz4);

    [Test]
    public void Skippable_frames_are_left_out()
    {
        var frame = Frame(_codec, "content"u8);
        byte[] skippable = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];

        Decompress(_codec, [.. skippable, .. frame, .. skippable, .. frame]).Should().Equal("contentcontent"u8.ToArray());
        FluentActions.Invoking(() => Decompress(_codec, [.. frame, .. skippable[..^1]])).Should().Throw<InvalidDataException>().WithMessage("*cut short*");
    }

    [Test]
    public void The_legacy_format_and_a_frame_with_a_dictionary_are_refused_with_the_remedy()
    {
        FluentActions.Invoking(() => Decompress(_codec, [0x02, 0x21, 0x4C, 0x18, 0, 0, 0, 0]))
            .Should().Throw<InvalidDataException>().WithMessage("*legacy format*compress it again*");

        byte[] withDictionary = [0x04, 0x22, 0x4D, 0x18, 0x61, 0x40, 1, 0, 0, 0, 0x33];
        for (var checksum = 0; checksum < 256; checksum++)
        {
            withDictionary[^1] = (byte)checksum;
            var refusal = FluentActions.Invoking(() => Decompress(_codec, withDictionary)).Should().Throw<InvalidDataException>().Which;
            if (refusal.Message.Contains("needs a dictionary", StringComparison.Ordinal))
                return;
        }

        Assert.Fail("One of the checksums has to fit, and its frame needs a dictionary.");
    }

    [Test]
    public void Independent_frames_tell_their_content_size_and_all_of_them_carry_a_checksum()
    {
        const byte ContentSize = 8, ContentChecksum = 4;

        (Frame(_codec, Csv(10))[4] & (ContentSize | ContentChecksum)).Should().Be(ContentSize | ContentChecksum);
        (Single(_codec, Csv(10))[4] & (ContentSize | ContentChecksum)).Should().Be(ContentChecksum);
    }

    [Test]
    public void Any_bytes_come_back_at_any_level()
        => Gen.Select(Gen.Byte[0, 3].Array[0, 5_000], Gen.Byte.Array[0, 5_000], Gen.Int[1, 12]).Sample(
            (repetitive, random, level) =>
            {
                byte[] source = [.. repetitive, .. random, .. repetitive];
                return Decompress(_codec, Frame(_codec, source, level)).AsSpan().SequenceEqual(source);
            },
            iter: 100);
}
