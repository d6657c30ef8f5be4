using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

internal sealed class BytesValueColumn() : OffsetValueColumn<byte[]>(BinaryType.Default)
{
    protected override bool TryWrite(byte[] value, GrowingBuffer output)
    {
        output.Append(value);
        return true;
    }
}
