using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Buffers and children of an array in the making; all of them are freed unless it is finished.</summary>
internal sealed class ArrayDraft : IDisposable
{
    private readonly List<ArrowBuffer> _buffers = new(3);
    private readonly List<ArrayData> _children = [];
    private ArrayData? _dictionary;
    private int _nullCount;
    private bool _finished;

    /// <summary>Adds a buffer, not zeroed, and gives its memory to be filled.</summary>
    public Span<T> Add<T>(int count)
        where T : unmanaged
    {
        var buffer = ColumnBuffers.Allocate<T>(count);
        var span = buffer.Span;
        _buffers.Add(buffer.Build());
        return span;
    }

    /// <summary>Adds the validity of all rows; an empty buffer when none is null.</summary>
    public void AddValidity(ConcatSource source)
    {
        if (!HasNulls(source))
        {
            AddEmpty();
            return;
        }

        var bits = Add<byte>(ColumnBuffers.BitmapLength(source.Count));
        bits.Clear();
        var row = 0;
        foreach (ref readonly var part in source.Parts)
        {
            var validity = CheckedData.Validity(source.Column, part.Data);
            if (validity.IsEmpty)
                BitGather.Fill(bits, row, part.Count);
            else
                BitGather.Copy(validity, part.Start, bits, row, part.Count);

            row += part.Count;
        }

        _nullCount = source.Count - BitUtility.CountBits(bits, 0, source.Count);
        if (_nullCount > 0)
            return;

        _buffers[^1].Dispose();
        _buffers[^1] = ArrowBuffer.Empty;
    }

    /// <summary>Adds a buffer that is filled already, and owns it.</summary>
    public void Add(ArrowBuffer buffer) => _buffers.Add(buffer);

    public void AddEmpty() => _buffers.Add(ArrowBuffer.Empty);

    public void AddChild(ArrayData child) => _children.Add(child);

    public void SetDictionary(ArrayData dictionary) => _dictionary = dictionary;

    public ArrayData Finish(ConcatSource source) => Finish(source.Type, source.Count, _nullCount);

    public ArrayData Finish(IArrowType type, int count, int nullCount)
    {
        _finished = true;
        return new(type, count, nullCount, 0, _buffers.ToArray(), _children.ToArray(), _dictionary);
    }

    public void Dispose()
    {
        if (_finished)
            return;

        foreach (var buffer in _buffers)
            buffer.Dispose();

        foreach (var child in _children)
            child.Dispose();

        _dictionary?.Dispose();
    }

    private static bool HasNulls(ConcatSource source)
    {
        foreach (ref readonly var part in source.Parts)
            if (!CheckedData.Validity(source.Column, part.Data).IsEmpty)
                return true;

        return false;
    }
}
