using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Bytes that the provider gives as a stream over its own memory.</summary>
internal sealed class StreamValueColumn() : OffsetValueColumn<Stream>(BinaryType.Default)
{
    private const int Step = 1 << 16;

    protected override bool TryWrite(Stream value, GrowingBuffer output)
    {
        using var stream = value;
        for (int count; (count = stream.Read(output.Reserve(Step))) > 0;)
            output.Advance(count);

        return true;
    }
}
