using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class SharedBufferTests
{
    [Test]
    public void Both_handles_see_the_same_bytes()
    {
        using var writer = new SharedBuffer(4);
        using var reader = writer.Share();

        BuffersExtensions.Write(writer, "through the interface "u8);
        using (var stream = writer.AsStream())
            stream.Write("and the stream"u8);

        reader.WrittenCount.Should().Be(36);
        reader.Drain().Should().Equal("through the interface and the stream"u8.ToArray());
        writer.WrittenMemory.IsEmpty.Should().BeTrue();
    }

    [Test]
    public async Task Draining_into_a_consumer_forgets_the_bytes_only_when_it_succeeds()
    {
        using var buffer = new SharedBuffer(0);
        buffer.Write("abc"u8);

        await buffer.Awaiting(b => b.DrainAsync((_, _) => throw new IOException("no")).AsTask()).Should().ThrowAsync<IOException>();
        buffer.WrittenCount.Should().Be(3);

        byte[] drained = [];
        await buffer.DrainAsync((bytes, _) =>
        {
            drained = bytes.ToArray();
            return default;
        });
        drained.Should().Equal("abc"u8.ToArray());
        buffer.WrittenCount.Should().Be(0);
    }

    [Test]
    public async Task Using_it_while_it_is_drained_is_an_error()
    {
        using var writer = new SharedBuffer(0);
        using var reader = writer.Share();

        await reader.DrainAsync((_, _) =>
        {
            writer.Invoking(w => w.Write([1])).Should().Throw<InvalidOperationException>().WithMessage("*two callers*");
            return default;
        });

        writer.Write([1]);
        writer.WrittenCount.Should().Be(1);
    }

    [Test]
    public void The_bytes_live_until_the_last_handle_is_disposed()
    {
        var first = new SharedBuffer(8);
        var second = first.Share();
        first.Write([7]);

        first.Dispose();
        first.Dispose();

        first.Invoking(b => b.WrittenCount).Should().Throw<ObjectDisposedException>();
        second.WrittenMemory.ToArray().Should().Equal(7);
        second.Dispose();
    }

    [Test]
    public void A_negative_capacity_is_refused()
        => FluentActions.Invoking(() => new SharedBuffer(-1)).Should().Throw<ArgumentOutOfRangeException>();
}
