using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Objects of more than one part of an upload.</content>
public abstract partial class ObjectStoreContract
{
    private const int Mebibyte = 1 << 20;

    /// <summary>Around the smallest part of S3, which is 5 MiB, and of several parts.</summary>
    [TestCase((5 * Mebibyte) - 1, 65_537)]
    [TestCase(5 * Mebibyte, 5 * Mebibyte)]
    [TestCase((5 * Mebibyte) + 1, Mebibyte)]
    [TestCase(13 * Mebibyte, (3 * Mebibyte) + 7)]
    [TestCase(20 * Mebibyte, 20 * Mebibyte)]
    public async Task A_big_object_is_what_was_written_in_pieces_of_any_size(int size, int piece)
    {
        var content = BigContent(size);

        var pending = await PrepareInPiecesAsync(content, piece);
        var metadata = await Store.CommitAsync(pending);

        Assert.That((pending.Size, metadata.Size), Is.EqualTo(((long)size, (long)size)), "the size");
        await ExpectBytesAsync(content, 0, null, "the whole object");
    }

    [Test]
    public async Task A_range_of_a_big_object_spans_its_parts()
    {
        const int Part = 5 * Mebibyte;
        var content = BigContent((2 * Part) + 1000);
        await Store.CommitAsync(await PrepareInPiecesAsync(content, 777_777));

        await ExpectBytesAsync(content, Part - 10, 20, "over the end of the first 5 MiB");
        await ExpectBytesAsync(content, Part, Part, "the second 5 MiB");
        await ExpectBytesAsync(content, 100, (2 * Part) + 100, "the middle");
        await ExpectBytesAsync(content, 2 * Part, null, "the rest");
    }

    [Test]
    public async Task A_big_upload_that_is_given_up_leaves_nothing([Values] bool prepared)
    {
        await using (var upload = await Store.StartUploadAsync(Target))
        {
            for (var n = 0; n < 12; n++)
                await upload.WriteAsync(BigContent(Mebibyte));

            if (prepared)
                await Store.AbortAsync(await upload.PrepareAsync());
        }

        await ExpectNothingVisibleAsync("an upload that was given up is not visible");
        await ExpectNothingPendingAfterAbortAsync("an upload that was given up is pending no more");
    }

    private static byte[] BigContent(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    private async Task<PendingObject> PrepareInPiecesAsync(byte[] content, int piece)
    {
        await using var upload = await Store.StartUploadAsync(Target);
        for (var offset = 0; offset < content.Length; offset += piece)
            await upload.WriteAsync(content.AsMemory(offset, Math.Min(piece, content.Length - offset)));

        return await upload.PrepareAsync();
    }

    private async Task ExpectBytesAsync(byte[] content, int offset, int? length, string what)
    {
        var expected = content.AsSpan(offset, length ?? (content.Length - offset)).ToArray();
        await using var stream = await Store.OpenReadAsync(Target, offset, length);
        using var read = new MemoryStream(expected.Length);
        await stream.CopyToAsync(read);

        var actual = read.GetBuffer().AsSpan(0, (int)read.Length);
        Assert.That(actual.Length, Is.EqualTo(expected.Length), $"{what}: the number of bytes");
        var common = actual.CommonPrefixLength(expected);
        Assert.That(common, Is.EqualTo(expected.Length), $"{what}: the first byte that differs");
    }
}
