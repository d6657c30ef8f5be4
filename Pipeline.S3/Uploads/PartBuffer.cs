using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>
/// The bytes of one part in pooled segments, which start small and grow: a small file costs little, and no array is as large as a part. Filled
/// by one thread; read through streams afterwards.
/// </summary>
internal sealed class PartBuffer(long capacity) : IDisposable
{
    private const int FirstSegment = 64 << 10;
    private const int MaxSegment = 1 << 20;

    private readonly List<byte[]> _segments = [];
    private SegmentStream? _reading;
    private Crc32C _crc;
    private int _usedOfLast;

    public long Length { get; private set; }

    public bool IsFull => Length == capacity;

    /// <summary>The CRC-32C of all bytes.</summary>
    public string Checksum => _crc.ToBase64();

    /// <summary>Takes what fits, and tells how much that was.</summary>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        var taken = (int)Math.Min(bytes.Length, capacity - Length);
        for (var rest = bytes[..taken]; rest.Length > 0;)
        {
            var free = FreeInLast();
            var now = Math.Min(free.Length, rest.Length);
            rest[..now].CopyTo(free);
            _crc.Append(rest[..now]);
            _usedOfLast += now;
            rest = rest[now..];
        }

        Length += taken;
        return taken;
    }

    /// <summary>The bytes as a stream, for one attempt to send them; the stream of the attempt before ends.</summary>
    public SegmentStream OpenRead()
    {
        _reading?.Detach();
        var memories = new ReadOnlyMemory<byte>[_segments.Count];
        for (var i = 0; i < memories.Length; i++)
            memories[i] = _segments[i].AsMemory(0, i < memories.Length - 1 ? _segments[i].Length : _usedOfLast);

        return _reading = new(memories);
    }

    /// <summary>Gives the segments back. A client that still reads, for a request that was given up, gets nothing more.</summary>
    public void Dispose()
    {
        _reading?.Detach();
        foreach (var segment in _segments)
            ArrayPool<byte>.Shared.Return(segment);

        _segments.Clear();
        Length = 0;
    }

    private Span<byte> FreeInLast()
    {
        if (_segments.Count == 0 || _usedOfLast == _segments[^1].Length)
        {
            var wanted = Math.Min(MaxSegment, _segments.Count == 0 ? FirstSegment : 2 * _segments[^1].Length);
            _segments.Add(ArrayPool<byte>.Shared.Rent(wanted));
            _usedOfLast = 0;
        }

        return _segments[^1].AsSpan(_usedOfLast);
    }
}
