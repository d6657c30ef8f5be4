using System.Text;
using DataflowWrite.S3;
using DataflowWrite.S3.Uploads;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>Sizes, buffers, checksums and tokens of parts, without a server.</summary>
public sealed class S3PartTests
{
    private const long Mebibyte = 1 << 20;
    private const long Tebibyte = 1L << 40;

    [TestCase(5)]
    [TestCase(8)]
    [TestCase(64)]
    [TestCase(5 * 1024)]
    public void Ten_thousand_parts_reach_the_largest_object(long first)
    {
        var sizes = new PartSizes(first * Mebibyte, equal: false);

        Enumerable.Range(1, PartSizes.MaxParts).Sum(sizes.Of).Should().BeGreaterThan(5 * Tebibyte);
        Enumerable.Range(1, PartSizes.MaxParts).Select(sizes.Of).Should().BeInAscendingOrder().And.OnlyContain(size => size <= 5 * 1024 * Mebibyte);
        Enumerable.Range(1, 640).Should().OnlyContain(number => sizes.Of(number) == first * Mebibyte, "an object of 5 GB has parts of one size");
    }

    [Test]
    public void Equal_parts_stay_equal() => new PartSizes(7, equal: true).Of(PartSizes.MaxParts).Should().Be(7);

    [Test]
    public void A_checksum_is_that_of_the_standard_whatever_the_pieces()
    {
        var bytes = new byte[1000];
        new Random(3).NextBytes(bytes);
        var whole = default(Crc32C);
        whole.Append(bytes);
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var pieces = default(Crc32C);
            for (var at = 0; at < bytes.Length;)
            {
                var count = Math.Min(random.Next(40), bytes.Length - at);
                pieces.Append(bytes.AsSpan(at, count));
                at += count;
            }

            pieces.ToBase64().Should().Be(whole.ToBase64());
        }

        var known = default(Crc32C);
        known.Append("123456789"u8);
        known.ToBase64().Should().Be(Convert.ToBase64String([0xE3, 0x06, 0x92, 0x83]));
    }

    [Test]
    public void A_part_gives_back_what_it_was_given([Values(0, 1, 65_536, 65_537, 3_000_000)] int size, [Values(1_000, 100_000)] int piece)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        using var part = new PartBuffer(3_000_000);
        for (var at = 0; at < size; at += piece)
            part.Append(bytes.AsSpan(at, Math.Min(piece, size - at))).Should().Be(Math.Min(piece, size - at));

        part.Length.Should().Be(size);
        part.IsFull.Should().Be(size == 3_000_000);
        part.Append([1]).Should().Be(size == 3_000_000 ? 0 : 1);
        Read(part.OpenRead())[..size].Should().Equal(bytes);
    }

    [Test]
    public void A_stream_goes_back_to_any_place()
    {
        using var part = new PartBuffer(1_000_000);
        var bytes = new byte[300_000];
        new Random(5).NextBytes(bytes);
        part.Append(bytes);
        using var stream = part.OpenRead();

        foreach (var position in new[] { 0, 65_536, 65_535, 299_999, 300_000, 10 })
        {
            stream.Position = position;
            Read(stream).Should().Equal(bytes[position..]);
            stream.Position.Should().Be(300_000);
        }
    }

    [Test]
    public void A_stream_of_an_attempt_that_was_given_up_reads_nothing_more()
    {
        var part = new PartBuffer(1_000);
        part.Append([1, 2, 3]);
        var first = part.OpenRead();
        var second = part.OpenRead();

        first.Invoking(stream => stream.ReadByte()).Should().Throw<ObjectDisposedException>();
        second.ReadByte().Should().Be(1);
        part.Dispose();
        second.Invoking(stream => stream.ReadByte()).Should().Throw<ObjectDisposedException>();
    }

    [Test]
    public void A_token_is_read_as_it_was_written([Values] bool checksums)
    {
        var token = new UploadToken("2~id/+", "mark", [new("etag1", checksums ? "AAA=" : null), new("etag2-x", checksums ? "BBB=" : null)]);

        var read = UploadToken.Read(PendingObject.FromJson(token.ToPending(S3Place.Path, 7).ToJson()), "s3://b");

        (read.UploadId, read.Mark).Should().Be(("2~id/+", "mark"));
        read.Parts.Should().Equal(token.Parts);
    }

    [Test]
    public void Keys_come_out_in_ordinal_order()
    {
        string[] names = ["a", "ab", "a\uE000", "a\uFFFD", "a😀", "a😀b", "a\uFFFDz", "b", "é", "日本", "\uFB01", "𐀀", "z\uD7FF", "a/\uFF5E", "a/🚀", "a/b"];
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var some = names.Where(_ => random.Next(3) > 0).OrderBy(name => Encoding.UTF8.GetBytes(name), Utf8Order).ToArray();
            var order = new OrdinalOrder<string>(name => name);

            var ordered = some.SelectMany(order.Add).ToList();
            ordered.AddRange(order.End());

            ordered.Should().Equal(some.Order(StringComparer.Ordinal));
        }
    }

    private static Comparer<byte[]> Utf8Order => Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    private static byte[] Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
