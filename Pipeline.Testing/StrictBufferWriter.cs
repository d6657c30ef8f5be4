using System.Buffers;
using NUnit.Framework;

namespace DataflowWrite.Testing;

/// <summary>A buffer that gives not a byte more than it was asked for, and elsewhere each time.</summary>
internal sealed class StrictBufferWriter : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[]? _lent;

    public StrictBufferWriter(ReadOnlySpan<byte> before) => _written.AddRange(before);

    public byte[] ToArray() => [.. _written];

    public void Advance(int count)
    {
        if (count == 0)
            return;

        Assert.That(_lent, Is.Not.Null, "a writer is advanced once for the memory that it gave");
        Assert.That(count, Is.InRange(0, _lent!.Length), "a writer is advanced by no more than it gave");
        _written.AddRange(_lent.AsSpan(0, count));
        _lent = null;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _lent = new byte[Math.Max(sizeHint, 1)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
