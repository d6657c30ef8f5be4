using DataflowWrite.Compression;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

[TestFixture("gzip")]
[TestFixture("zstd")]
[TestFixture("bzip2")]
[TestFixture("xz")]
[TestFixture("xz without liblzma")]
[TestFixture("lz4")]
[TestFixture("snappy")]
public sealed class DamagedInputTests(string name)
{
    private readonly CompressionCodec _codec = Codecs.Of(name);

    /// <summary>A stream of framed snappy has no end mark: a cut behind its identifier, or between two chunks, cannot be seen.</summary>
    private int UnseenCut => name == "snappy" ? 10 : 0;

    [Test]
    public void Input_cut_anywhere_but_between_two_frames_is_refused()
    {
        var source = Csv(300);
        var first = Frame(_codec, source);
        byte[] both = [.. first, .. Frame(_codec, source)];

        for (var length = 0; length < both.Length; length++)
        {
            var cut = both[..length];
            if (length == first.Length || (length > 0 && (length == UnseenCut || length == first.Length + UnseenCut)))
                Decompress(_codec, cut).Should().Equal(length < first.Length ? [] : source);
            else
                FluentActions.Invoking(() => Decompress(_codec, cut)).Should().Throw<InvalidDataException>("cut at {0}", length)
                    .WithMessage("*Get the file again*");
        }
    }

    [Test]
    public void A_flipped_bit_is_refused_or_changes_nothing()
    {
        var source = Csv(300);
        byte[] whole = [.. Frame(_codec, source), .. Frame(_codec, source)];
        byte[] content = [.. source, .. source];
        var refused = 0;

        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                var output = Decompress(_codec, damaged);
                if (!output.AsSpan().SequenceEqual(content))
                    Assert.Fail($"Bit {bit} of {whole.Length} bytes was flipped and {output.Length} bytes came out, not {content.Length}.");
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        refused.Should().BeGreaterThan(whole.Length * 7, "only unused header fields may change without harm");
    }

    [Test]
    public void Bytes_behind_the_last_frame_are_refused()
    {
        // Whole words of zeros are padding in xz.
        byte[] zeros = _codec.Extension == ".xz" ? [0, 0, 0] : [0, 0, 0, 0];
        foreach (byte[] tail in new byte[][] { [1], zeros, "garbage that is no frame"u8.ToArray() })
            FluentActions.Invoking(() => Decompress(_codec, [.. Frame(_codec, Csv(10)), .. tail])).Should().Throw<InvalidDataException>();
    }

    [Test]
    public void Empty_input_and_plain_text_are_refused()
    {
        FluentActions.Invoking(() => Decompress(_codec, [])).Should().Throw<InvalidDataException>().WithMessage("*empty*");
        FluentActions.Invoking(() => Decompress(_codec, Csv(10))).Should().Throw<InvalidDataException>().WithMessage("*corrupt*");
    }

    [Test]
    public async Task Asynchronous_reads_refuse_a_cut_file_too()
    {
        var frame = Frame(_codec, Csv(50_000));
        await using var input = _codec.CreateDecompressor(new MemoryStream(frame[..^5]));

        await FluentActions.Awaiting(() => input.CopyToAsync(Stream.Null)).Should().ThrowAsync<InvalidDataException>();
    }

    [Test]
    public void Disposing_the_decompressor_disposes_the_source()
    {
        var source = new MemoryStream(Frame(_codec, "x"u8));

        _codec.CreateDecompressor(source).Dispose();

        source.CanRead.Should().BeFalse();
    }
}
