using DataflowWrite.Storage;
using NUnit.Framework;

#pragma warning disable CS1591 // The name of a clause is the sentence that it checks.

namespace DataflowWrite.Testing;

/// <content>Objects of more than one part of an upload.</content>
public abstract partial class ObjectStoreContract
{
    [TestCase(1, -1, 80)]
    [TestCase(1, 0, 1)]
    [TestCase(1, 1, 5)]
    [TestCase(2, 54_321, 4)]
    [TestCase(4, 0, 1)]
    public async Task A_big_object_is_what_was_written_in_pieces_of_any_size(int parts, int more, int pieces)
    {
        var content = BigContent((parts * BytesPerPart) + more);

        var pending = await PrepareInPiecesAsync(content, (content.Length + pieces - 1) / pieces);
        var metadata = await Store.CommitAsync(pending);

        Assert.That((pending.Size, metadata.Size), Is.EqualTo(((long)content.Length, (long)content.Length)), "the size");
        await ExpectBytesAsync(content, 0, null, "the whole object");
    }

    [Test]
    public async Task A_range_of_a_big_object_spans_its_parts()
    {
        var part = BytesPerPart;
        var content = BigContent((2 * part) + 1000);
        await Store.CommitAsync(await PrepareInPiecesAsync(content, (part / 7) + 1));

        await ExpectBytesAsync(content, part - 10, 20, "over the end of the first part");
        await ExpectBytesAsync(content, part, part, "the second part");
        await ExpectBytesAsync(content, 100, (2 * part) + 100, "the middle");
        await ExpectBytesAsync(content, 2 * part, null, "the rest");
    }

    [Test]
    public async Task A_big_upload_that_is_given_up_leaves_nothing([Values] bool prepared)
    {
        await using (var upload = await Store.StartUploadAsync(Target))
        {
            var piece = BigContent(BytesPerPart / 5);
            for (var n = 0; n < 12; n++)
                await upload.WriteAsync(piece);

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
