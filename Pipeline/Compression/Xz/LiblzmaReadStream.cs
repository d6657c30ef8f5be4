namespace DataflowWrite.Compression.Xz;

/// <summary>Decodes all streams of an xz file by liblzma, which checks each of them.</summary>
internal sealed class LiblzmaReadStream(Stream source, Liblzma library) : DecodingStream("xz", source)
{
    /// <summary>For the dictionary and the rest of the decoder.</summary>
    private const ulong MemoryLimit = XzCodec.MaxDictionary + (1 << 20);

    private readonly LiblzmaCoder _coder = LiblzmaCoder.CreateDecoder(library, MemoryLimit);
    private bool _ended;

    protected override bool TryDecode(Span<byte> buffer, out int count)
    {
        count = 0;
        if (_ended)
            return true;

        var action = Input.Require(1) ? Liblzma.Run : Liblzma.Finish;
        var status = _coder.Code(Input.Available, buffer, action, out var consumed, out count);
        Input.Advance(consumed);
        _ended = status == Liblzma.StreamEnd;
        if (status is not (Liblzma.Ok or Liblzma.StreamEnd))
            throw Refused(status, action);

        return count > 0 || _ended;
    }

    protected override void ReleaseDecoder() => _coder.Dispose();

    private Exception Refused(int status, int action) => status switch
    {
        Liblzma.NoProgress when action == Liblzma.Finish => Offset == 0 ? Empty() : Truncated("its last stream"),
        Liblzma.UnknownFormat when Offset > XzFormat.HeaderLength => Corrupt("after a stream come bytes that are no xz stream"),
        Liblzma.UnknownFormat => Corrupt("there is no xz header"),
        Liblzma.UnsupportedOptions or Liblzma.UnsupportedCheck
            => Unsupported($"it asks for something that liblzma {library.Version} does not have"),
        Liblzma.MemoryLimit => Unsupported($"it needs a dictionary of more than {XzCodec.MaxDictionary:N0} bytes"),
        Liblzma.OutOfMemory => new OutOfMemoryException("liblzma could not allocate the dictionary of an xz file."),
        _ => Corrupt("a block, the index or the footer is damaged"),
    };
}
