using DataflowWrite.Compression;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Compression;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Storage;

public sealed class ObjectWriterTests
{
    private static readonly ObjectPath Path = ObjectPath.Parse("dir/file.csv");

    [Test]
    public async Task What_is_written_is_read_back_whatever_the_settings(
        [Values] CompressionType type, [Values] CompressionFraming framing, [Values(1, 1000, 10_000_000)] int bufferSize)
    {
        var store = new MemoryObjectStore();
        var source = CompressionSamples.Csv(200_000);
        await using var writer = Builder(type, framing, store).WithBufferSize(bufferSize).Build();
        writer.Write(source.AsSpan(0, 10));
        writer.Write(source, 10, 90);
        await writer.WriteAsync(source.AsMemory(100, 1_100_000));
        await writer.FlushAsync();
        await writer.WriteAsync(source.AsMemory(1_100_100));

        var metadata = await writer.CompleteAsync();

        var stored = await BytesAsync(store);
        metadata.Size.Should().Be(stored.Length);
        writer.BytesWritten.Should().Be(stored.Length);
        CompressionSamples.Decompress(CompressionCodec.For(type), stored).AsSpan().SequenceEqual(source).Should().BeTrue();
    }

    [Test]
    public async Task The_bytes_do_not_depend_on_the_sizes_of_the_writes([Values] CompressionType type, [Values] CompressionFraming framing)
    {
        var source = CompressionSamples.Csv(120_000);
        var files = new List<byte[]>();
        foreach (var size in new[] { 999, 70_000, source.Length })
        {
            var store = new MemoryObjectStore();
            await using var writer = Builder(type, framing, store).Build();
            foreach (var chunk in source.Chunk(size))
                await writer.WriteAsync(chunk);

            await writer.CompleteAsync();
            files.Add(await BytesAsync(store));
        }

        files.Should().OnlyContain(file => file.SequenceEqual(files[0]));
    }

    [Test]
    public async Task An_object_of_no_bytes_is_still_written([Values] CompressionType type, [Values] CompressionFraming framing)
    {
        var store = new MemoryObjectStore();
        await using var writer = new ObjectWriterBuilder(type, Path, store).WithFraming(framing).Build();

        await writer.CompleteAsync();

        CompressionSamples.Decompress(CompressionCodec.For(type), await BytesAsync(store)).Should().BeEmpty();
    }

    [Test]
    public async Task The_upload_starts_with_the_first_full_buffer()
    {
        var store = new ScriptedObjectStore(new MemoryObjectStore());
        await using var writer = new ObjectWriterBuilder(CompressionType.None, Path, store).WithBufferSize(10).Build();

        await writer.WriteAsync(new byte[9]);
        store.Count(StoreCall.Start).Should().Be(0);
        await writer.WriteAsync(new byte[1]);
        (store.Count(StoreCall.Start), store.Count(StoreCall.Write)).Should().Be((1, 1));
        await writer.WriteAsync(new byte[100]);

        store.Count(StoreCall.Write).Should().Be(2, "a write larger than the buffer goes straight through");
        writer.BytesWritten.Should().Be(110);
    }

    [Test]
    public async Task Disposing_without_completing_leaves_nothing([Values] bool synchronously)
    {
        using var directory = new TempDirectory();
        var writer = new ObjectWriterBuilder(CompressionType.Gzip, Path, new LocalObjectStore(directory.FullPath)).WithBufferSize(1).Build();
        await writer.WriteAsync(new byte[3 << 20]);
        DirectorySnapshot.Take(directory.FullPath).Entries.Should().HaveCount(1, "the temporary file is there");

        if (synchronously)
            writer.Dispose();
        else
            await writer.DisposeAsync();

        DirectorySnapshot.Take(directory.FullPath).Entries.Should().BeEmpty();
        writer.Invoking(w => w.Write([1])).Should().Throw<ObjectDisposedException>();
    }

    [Test]
    public async Task A_synchronous_write_waits_for_nothing_and_the_next_asynchronous_call_stores_its_bytes()
    {
        var store = new ScriptedObjectStore(new MemoryObjectStore());
        await using var writer = new ObjectWriterBuilder(CompressionType.None, Path, store).WithBufferSize(4).Build();

        writer.Write(new byte[10]);
        store.Count(StoreCall.Start).Should().Be(0);
        await writer.WriteAsync(new byte[1]);

        writer.BytesWritten.Should().Be(11);
    }

    [Test]
    public async Task After_a_failed_write_only_disposing_is_possible()
    {
        using var directory = new TempDirectory();
        var failure = new IOException("no");
        var store = new ScriptedObjectStore(new LocalObjectStore(directory.FullPath)).On(StoreCall.Write).At(2).Fail(failure);
        await using (var writer = new ObjectWriterBuilder(CompressionType.None, Path, store).WithBufferSize(4).Build())
        {
            await writer.WriteAsync(new byte[4]);
            (await writer.Awaiting(w => w.WriteAsync(new byte[4]).AsTask()).Should().ThrowAsync<IOException>()).Which.Should().BeSameAs(failure);

            await writer.Awaiting(w => w.CompleteAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*file.csv*failed*");
            writer.CanWrite.Should().BeFalse();
        }

        DirectorySnapshot.Take(directory.FullPath).Entries.Should().BeEmpty();
    }

    [TestCase(StoreCall.Start)]
    [TestCase(StoreCall.Prepare)]
    [TestCase(StoreCall.Commit)]
    public async Task A_failed_completion_leaves_nothing(StoreCall call)
    {
        using var directory = new TempDirectory();
        var store = new ScriptedObjectStore(new LocalObjectStore(directory.FullPath)).On(call).Fail(new IOException("no"));
        await using (var writer = ObjectWriter.Create(CompressionType.Zstd, Path, store))
        {
            await writer.WriteAsync(new byte[10]);
            await writer.Awaiting(w => w.CompleteAsync()).Should().ThrowAsync<IOException>().WithMessage("no");
        }

        store.Played.Should().Be(1);
        DirectorySnapshot.Take(directory.FullPath).Entries.Should().BeEmpty();
    }

    [Test]
    public async Task A_prepared_object_is_left_to_its_token()
    {
        var store = new MemoryObjectStore();
        PendingObject pending;
        await using (var writer = ObjectWriter.Create(CompressionType.None, Path, store))
        {
            await writer.WriteAsync("x"u8.ToArray());
            pending = await writer.PrepareAsync();
            await writer.Awaiting(w => w.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<InvalidOperationException>();
            await writer.Awaiting(w => w.CompleteAsync()).Should().ThrowAsync<InvalidOperationException>();
        }

        (await store.HeadAsync(Path)).Should().BeNull();
        (await store.CommitAsync(pending)).Size.Should().Be(1);
    }

    [Test]
    public void It_is_a_stream_that_is_only_written()
    {
        using var writer = ObjectWriter.Create(CompressionType.None, Path, new MemoryObjectStore());

        (writer.CanRead, writer.CanSeek, writer.CanWrite, writer.Path).Should().Be((false, false, true, Path));
        writer.Invoking(w => w.Length).Should().Throw<NotSupportedException>();
        writer.Invoking(w => w.Position = 0).Should().Throw<NotSupportedException>();
    }

    /// <summary>At the default level, but for xz, whose default takes seconds for so many bytes.</summary>
    private static ObjectWriterBuilder Builder(CompressionType type, CompressionFraming framing, IObjectStore store)
        => new ObjectWriterBuilder(type, Path, store) { CompressionLevel = type == CompressionType.Xz ? 0 : null }.WithFraming(framing);

    private static async Task<byte[]> BytesAsync(IObjectStore store)
    {
        using var output = new MemoryStream();
        await using var input = await store.OpenReadAsync(Path);
        await input.CopyToAsync(output);
        return output.ToArray();
    }
}
