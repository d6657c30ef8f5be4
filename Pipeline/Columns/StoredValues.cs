using System.Buffers;

namespace DataflowWrite.Columns;

/// <summary>Reads values out of chunks, with the reader of the last chunk at hand. The chunks must not change meanwhile.</summary>
internal ref struct StoredValues(string column, ValueChunks chunks, ArrayBufferWriter<byte> scratch)
{
    private ValueReader _reader;
    private int _start;
    private int _end;

    public bool TryGet(int value, out ReadOnlySpan<byte> bytes)
    {
        if (value < _start || value >= _end)
        {
            var chunk = chunks.Find(value, out _start);
            _end = _start + chunk.Length;
            _reader = new(column, chunk, scratch);
        }

        return _reader.TryGet(value - _start, out bytes);
    }
}
