using System.Buffers;
using ZstdSharp;

namespace DataflowWrite.Compression;

/// <summary>Decodes all frames of a zstd file.</summary>
internal sealed class ZstdReadStream(Stream source) : DecodingStream("zstd", source)
{
    private readonly Decompressor _decompressor = new();
    private bool _frameEnded;

    protected override bool TryDecode(Span<byte> buffer, out int count)
    {
        count = 0;
        var hasInput = Input.Require(1);
        if (!hasInput && _frameEnded)
            return true;

        var consumed = Unwrap(buffer, out count);
        if (count > 0)
            return true;

        if (!hasInput && !_frameEnded)
            throw Offset == 0 ? Empty() : Truncated("its last frame");

        return hasInput && consumed == 0 ? throw Corrupt("the decoder makes no progress") : false;
    }

    protected override void ReleaseDecoder() => _decompressor.Dispose();

    private int Unwrap(Span<byte> buffer, out int written)
    {
        try
        {
            var status = _decompressor.UnwrapStream(Input.Available, buffer, out var consumed, out written);
            Input.Advance(consumed);
            _frameEnded = status == OperationStatus.Done;
            return consumed;
        }
        catch (ZstdException e)
        {
            throw Corrupt(e.Message, e);
        }
    }
}
