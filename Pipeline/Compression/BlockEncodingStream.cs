using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>An encoder that works on blocks of one size, the last one shorter.</summary>
internal abstract class BlockEncodingStream(Stream destination, int blockSize) : EncodingStream(destination)
{
    private byte[] _block = ArrayPool<byte>.Shared.Rent(blockSize);
    private int _length;

    protected sealed override void Encode(ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            if (_length == 0 && source.Length >= blockSize)
            {
                EncodeBlock(source[..blockSize]);
                source = source[blockSize..];
                continue;
            }

            var taken = Math.Min(source.Length, blockSize - _length);
            source[..taken].CopyTo(_block.AsSpan(_length));
            _length += taken;
            source = source[taken..];
            if (_length == blockSize)
                EncodeHeld();
        }
    }

    protected sealed override void Finish()
    {
        if (_length > 0)
            EncodeHeld();

        End();
    }

    /// <summary>Called with the bytes of the file in order.</summary>
    protected abstract void EncodeBlock(ReadOnlySpan<byte> block);

    protected abstract void End();

    protected override void ReleaseEncoder()
    {
        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }

    private void EncodeHeld()
    {
        EncodeBlock(_block.AsSpan(0, _length));
        _length = 0;
    }
}
