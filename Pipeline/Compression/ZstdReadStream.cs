using System.Buffers;
using ZstdSharp;

namespace DataflowWrite.Compression;

/// <summary>Decodes all frames of a zstd file.</summary>
internal sealed class ZstdReadStream(Stream source) : ReadOnlyStream
{
    private readonly CompressedInput _input = new(source);
    private readonly Decompressor _decompressor = new();
    private bool _frameEnded;
    private int _consumed;

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var hasInput = _input.Require(1);
            if (!hasInput && _frameEnded)
                return 0;

            var count = Decode(buffer);
            if (count > 0)
                return count;

            if (!hasInput && !_frameEnded)
                throw Truncated();

            if (hasInput && _consumed == 0)
                throw Corrupt("the decoder makes no progress", null);
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _input.FetchAsync(cancellationToken).ConfigureAwait(false);
        return Read(buffer.Span);
    }

    public override ValueTask DisposeAsync()
    {
        _decompressor.Dispose();
        GC.SuppressFinalize(this);
        return _input.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        _decompressor.Dispose();
        _input.Dispose();
    }

    private int Decode(Span<byte> buffer)
    {
        try
        {
            var status = _decompressor.UnwrapStream(_input.Available, buffer, out _consumed, out var written);
            _input.Advance(_consumed);
            _frameEnded = status == OperationStatus.Done;
            return written;
        }
        catch (ZstdException e)
        {
            throw Corrupt(e.Message, e);
        }
    }

    private InvalidDataException Corrupt(string what, Exception? cause)
        => new($"The zstd data is corrupt near compressed byte {_input.Offset}: {what}. Get the file again.", cause);

    private InvalidDataException Truncated()
        => _input.Offset == 0
            ? new("The zstd data is empty: not even a header. Get the file again.")
            : new($"The zstd data is cut short after {_input.Offset} bytes: its last frame has no end. Get the file again.");
}
