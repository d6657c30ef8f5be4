using System.Buffers;

namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>Hands out blocks of exactly the size that was asked for, and fails when more is written.</summary>
internal sealed class TightBlocks : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _block = [];

    public IReadOnlyList<byte> Written => _written;

    public void Advance(int count) => _written.AddRange(_block.AsSpan(0, count));

    public Memory<byte> GetMemory(int sizeHint = 0) => _block = new byte[sizeHint];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
