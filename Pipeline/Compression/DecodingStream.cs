namespace DataflowWrite.Compression;

/// <summary>
/// What the decoders of concatenated streams or frames have in common: the window on the compressed bytes, which they own, and the
/// words for input that is damaged.
/// </summary>
internal abstract class DecodingStream(string format, Stream source) : ReadOnlyStream
{
    protected CompressedInput Input { get; } = new(source);

    /// <summary>
    /// Compressed bytes that an asynchronous read fetches before each step: at least all that the step can ask for. May grow with what
    /// has been fetched.
    /// </summary>
    protected virtual int Ahead => CompressedInput.Ahead;

    /// <summary>Compressed bytes that were decoded.</summary>
    protected virtual long Offset => Input.Offset;

    public sealed override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;

        Input.MayRead = true;
        int count;
        while (!TryDecode(buffer, out count))
        {
        }

        return count;
    }

    public sealed override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await FetchAsync(cancellationToken).ConfigureAwait(false);
            if (buffer.IsEmpty)
                return 0;

            if (TryDecode(buffer.Span, out var count))
                return count;
        }
    }

    public sealed override ValueTask DisposeAsync()
    {
        ReleaseDecoder();
        GC.SuppressFinalize(this);
        return Input.DisposeAsync();
    }

    /// <summary>
    /// Takes one step, into a buffer that is not empty; false when another one is needed. The count is 0 when the last stream or frame
    /// has ended and nothing follows.
    /// </summary>
    /// <exception cref="InvalidDataException">The input is damaged, cut short or empty.</exception>
    protected abstract bool TryDecode(Span<byte> buffer, out int count);

    /// <summary>Gives back what the decoder holds, also when it is called again.</summary>
    protected abstract void ReleaseDecoder();

    protected sealed override void Dispose(bool disposing)
    {
        if (!disposing)
            return;

        ReleaseDecoder();
        Input.Dispose();
    }

    protected InvalidDataException Empty() => new($"The {format} data is empty: not even a header. Get the file again.");

    protected InvalidDataException Corrupt(string what, Exception? cause = null)
        => new($"The {format} data is corrupt: {what}, near compressed byte {Offset}. Get the file again.", cause);

    protected InvalidDataException Unsupported(string what) => new($"The {format} data cannot be read: {what}.");

    /// <summary>The source ended inside of what <paramref name="what"/> names.</summary>
    protected InvalidDataException Truncated(string what)
        => new($"The {format} data is cut short after {Input.Offset + Input.Available.Length} bytes: {what} has no end. Get the file again.");

    private async ValueTask FetchAsync(CancellationToken cancellationToken)
    {
        int ahead;
        do
        {
            ahead = Ahead;
            await Input.FetchAsync(cancellationToken, ahead).ConfigureAwait(false);
        }
        while (Ahead > ahead);
    }
}
