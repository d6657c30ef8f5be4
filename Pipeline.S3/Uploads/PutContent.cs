using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>The content of one put, for as many attempts as it takes. It reads nothing any more once it is disposed.</summary>
internal sealed class PutContent : IDisposable
{
    private readonly ReadOnlyMemory<byte> _content;
    private SegmentStream? _reading;

    public PutContent(ReadOnlyMemory<byte> content, S3Checksum checksum)
    {
        _content = content;
        if (checksum == S3Checksum.None)
            return;

        var crc = default(Crc32C);
        crc.Append(content.Span);
        Checksum = crc.ToBase64();
    }

    public string? Checksum { get; }

    public SegmentStream OpenRead()
    {
        _reading?.Detach();
        return _reading = new(_content);
    }

    public void Dispose() => _reading?.Detach();
}
