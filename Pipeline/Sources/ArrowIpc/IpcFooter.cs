using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>What stands at the end of an Arrow file.</summary>
/// <param name="Position">Where it begins, behind the last message.</param>
/// <param name="Batches">The record batches that it lists.</param>
/// <param name="LateDictionaries">Where dictionaries stand behind the first record batch, which files allow: a reader takes them first.</param>
internal readonly record struct IpcFooter(long Position, int Batches, IReadOnlyList<long> LateDictionaries)
{
    private const int BlockSize = 24;
    private const int MaxLength = 1 << 26;

    /// <summary>The length of the footer, then the magic.</summary>
    private const int TailLength = sizeof(int) + 6;

    /// <exception cref="InvalidDataException">The file does not end as an Arrow file does.</exception>
    public static async ValueTask<IpcFooter> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var tail = new byte[TailLength];
        var tailPosition = stream.Length - TailLength;
        if (tailPosition < IpcMagic.PaddedLength)
            throw CutShort();

        stream.Position = tailPosition;
        await stream.ReadExactlyAsync(tail, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(sizeof(int)).SequenceEqual(IpcMagic.File) || length <= 0 || length > tailPosition - IpcMagic.PaddedLength)
            throw CutShort();

        var footer = new byte[length];
        stream.Position = tailPosition - length;
        await stream.ReadExactlyAsync(footer, cancellationToken).ConfigureAwait(false);
        return Parse(footer, tailPosition - length);
    }

    /// <summary>The schema of a file in which no message stands before the footer; reads to the end.</summary>
    /// <exception cref="InvalidDataException">What follows is no footer.</exception>
    public static async ValueTask<Schema> ReadSchemaAsync(IpcStream messages, ArrowContext context, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        file.Write(IpcMagic.File);
        file.SetLength(file.Position = IpcMagic.PaddedLength);
        var buffer = new byte[1 << 12];
        while (await messages.ReadRawAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            file.Write(buffer, 0, count);
            if (file.Length > MaxLength)
                throw CutShort();
        }

        if (file.Length < IpcMagic.PaddedLength + TailLength)
            throw CutShort();

        using var reader = new ArrowFileReader(context, file, leaveOpen: true);
        return await reader.GetSchema(cancellationToken).ConfigureAwait(false);
    }

    private static IpcFooter Parse(ReadOnlySpan<byte> footer, long position)
    {
        try
        {
            var table = FlatTable.Root(footer);
            var batches = table.Structs(3, BlockSize);
            var first = batches.IsEmpty ? long.MaxValue : BinaryPrimitives.ReadInt64LittleEndian(batches);
            var late = new List<long>();
            for (var dictionaries = table.Structs(2, BlockSize); !dictionaries.IsEmpty; dictionaries = dictionaries[BlockSize..])
                if (BinaryPrimitives.ReadInt64LittleEndian(dictionaries) is var start && start > first)
                    late.Add(start);

            return late.TrueForAll(start => start < position)
                ? new(position, batches.Length / BlockSize, late)
                : throw new InvalidDataException("the footer lists a dictionary behind the end of the data");
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("the footer is damaged", e);
        }
    }

    private static InvalidDataException CutShort()
        => new("the file does not end with the footer of an Arrow file, so that it is cut short or damaged");
}
