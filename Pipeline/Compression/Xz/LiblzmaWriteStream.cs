namespace DataflowWrite.Compression.Xz;

/// <summary>One xz stream by liblzma.</summary>
internal sealed class LiblzmaWriteStream(Stream destination, Liblzma library, int level) : EncodingStream(destination)
{
    private const int Room = 16 * 1024;

    private readonly LiblzmaCoder _coder = LiblzmaCoder.CreateEncoder(library, level);

    protected override void Encode(ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            var status = _coder.Code(source, Output.GetSpan(Room), Liblzma.Run, out var consumed, out var written);
            Liblzma.ThrowIfFailed(status);
            Output.Advance(written);
            source = source[consumed..];
        }
    }

    protected override void Finish()
    {
        int status;
        do
        {
            status = _coder.Code([], Output.GetSpan(Room), Liblzma.Finish, out _, out var written);
            Liblzma.ThrowIfFailed(status);
            Output.Advance(written);
        }
        while (status != Liblzma.StreamEnd);
    }

    protected override void ReleaseEncoder() => _coder.Dispose();
}
