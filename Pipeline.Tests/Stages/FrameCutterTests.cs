using System.Buffers;
using DataflowWrite.Stages;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Stages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FrameCutterTests
{
    private readonly ByteBudget _partial = new(1 << 20);
    private readonly ByteBudget _output = new(1 << 20);

    [Test]
    public void Frames_have_one_size_whatever_the_size_of_the_chunks([Values(1, 3, 7, 10, 25)] int chunkSize)
    {
        using var cutter = new FrameCutter(frameSize: 10, _partial, _output);
        var content = Enumerable.Range(0, 47).Select(value => (byte)value).ToArray();

        var frames = content.Chunk(chunkSize).SelectMany(chunk => cutter.Cut(Chunk(chunk, rows: 1))).ToList();
        frames.AddRange(cutter.Cut(End()));

        frames.Select(frame => frame.Bytes.Length).Should().Equal(10, 10, 10, 10, 7);
        frames.SelectMany(frame => frame.Bytes.ToArray()).Should().Equal(content);
        frames.Sum(frame => frame.RowCount).Should().Be((47 + chunkSize - 1) / chunkSize);
    }

    [Test]
    public void A_file_without_bytes_is_one_empty_frame()
    {
        using var cutter = new FrameCutter(frameSize: 10, _partial, _output);

        cutter.Cut(End()).Should().ContainSingle().Which.Bytes.Length.Should().Be(0);
    }

    [Test]
    public void A_file_that_ends_with_a_full_frame_gets_no_empty_one()
    {
        using var cutter = new FrameCutter(frameSize: 10, _partial, _output);

        cutter.Cut(Chunk(new byte[10], rows: 2)).Should().ContainSingle().Which.RowCount.Should().Be(2);
        cutter.Cut(End()).Should().BeEmpty();
    }

    [Test]
    public void Partial_frames_are_charged_until_they_are_full_or_gone()
    {
        var cutter = new FrameCutter(frameSize: 10, _partial, _output);
        cutter.Cut(Chunk(new byte[4], rows: 1)).Should().BeEmpty();
        _partial.Used.Should().BeGreaterThan(0);

        var frame = cutter.Cut(Chunk(new byte[6], rows: 1)).Single();

        _partial.Used.Should().Be(0);
        _output.Used.Should().BeGreaterThan(0);
        frame.Dispose();
        _output.Used.Should().Be(0);
        cutter.Dispose();
    }

    private static SerializedChunk Chunk(byte[] bytes, long rows)
    {
        var buffer = new PooledBufferWriter();
        buffer.Write(bytes);
        return new(buffer, rows);
    }

    private static SerializedChunk End() => new(buffer: null, rows: 0, endsFile: true);
}
