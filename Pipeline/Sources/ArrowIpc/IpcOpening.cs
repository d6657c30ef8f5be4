using System.Buffers.Binary;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Tells files, streams and what is neither apart, and finds where the messages end.</summary>
internal static class IpcOpening
{
    private const int BegunLength = sizeof(int);
    private const int HeadAlignment = 4;

    /// <summary>A schema that is longer is a text that somebody has given the extension of Arrow data.</summary>
    private const int MaxLegacyHead = 1 << 24;

    /// <exception cref="InvalidDataException">It is not what is expected; the message is the end of a sentence.</exception>
    public static async Task<(IpcStream Messages, IpcFooter? Footer, bool IsFile, ReadOnlyMemory<byte> Begun)> OpenAsync(
        Stream stream, IpcLayout expected, CancellationToken cancellationToken)
    {
        var begun = new byte[IpcMagic.PaddedLength];
        var count = await stream.ReadAtLeastAsync(begun.AsMemory(0, BegunLength), BegunLength, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        if (count == 0)
            throw new InvalidDataException("it is empty; Arrow data has at least a schema");

        if (!IpcMagic.File.StartsWith(begun.AsSpan(0, BegunLength)))
        {
            RequireStream(begun.AsSpan(0, count), expected);
            return (new(stream, BegunLength, stream.CanSeek ? stream.Length : null, endsAtLimit: false), null, false, begun.AsMemory(0, BegunLength));
        }

        await stream.ReadAtLeastAsync(begun.AsMemory(BegunLength), BegunLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (!begun.AsSpan().StartsWith(IpcMagic.File))
            throw NotArrow(begun);

        if (expected == IpcLayout.Stream)
            throw new InvalidDataException("it is an Arrow file and not a stream; name it .arrow, or give --input-format arrow");

        if (!stream.CanSeek)
            return (new(stream, IpcMagic.PaddedLength, null, endsAtLimit: false), null, true, default);

        var footer = await IpcFooter.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        stream.Position = IpcMagic.PaddedLength;
        return (new(stream, IpcMagic.PaddedLength, footer.Position, endsAtLimit: true, footer.LateDictionaries), footer, true, default);
    }

    /// <summary>Reads what follows the messages of a file that cannot be read from its end.</summary>
    /// <exception cref="InvalidDataException">It is no footer.</exception>
    public static async ValueTask ReadTailAsync(IpcStream messages, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 12];
        var kept = 0;
        while (true)
        {
            var count = await messages.ReadRawAsync(buffer.AsMemory(kept), cancellationToken).ConfigureAwait(false);
            var end = buffer.AsSpan(0, kept + count);
            if (kept + count < buffer.Length)
            {
                if (!end.EndsWith(IpcMagic.File))
                    throw new InvalidDataException("the data is cut short: the footer of the file is not whole");

                return;
            }

            kept = IpcMagic.File.Length;
            end[^kept..].CopyTo(buffer);
        }
    }

    private static void RequireStream(ReadOnlySpan<byte> begun, IpcLayout expected)
    {
        if (begun.StartsWith(IpcMagic.FeatherOne))
            throw new InvalidDataException("it is Feather of version 1; write it as version 2, which is an Arrow file");

        var isStream = begun.StartsWith(IpcMagic.Continuation)
            || (begun.Length == BegunLength && BinaryPrimitives.ReadInt32LittleEndian(begun) is > 0 and < MaxLegacyHead and var head && head % HeadAlignment == 0);
        if (!isStream)
            throw NotArrow(begun);

        if (expected == IpcLayout.File)
            throw new InvalidDataException("it is an Arrow stream and not a file; name it .arrows, or give --input-format arrows");
    }

    private static InvalidDataException NotArrow(ReadOnlySpan<byte> begun)
        => new(FileSignature.Of(begun) is { } other
            ? $"it begins as {other.What}, and not as Arrow data; name it as what it is"
            : "it is not Arrow data, whatever its name says; a file begins with ARROW1, and a stream with the length of its schema");
}
