using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;
using DataflowWrite.Serialization.ArrowIpc.Body;

namespace DataflowWrite.Serialization.ArrowIpc.Dictionaries;

/// <summary>A copy of the values that a reader has now, to tell whether the next ones are the same.</summary>
internal sealed class DictionaryImage : IDisposable
{
    private readonly FieldNode[] _nodes;
    private readonly int[] _lengths;
    private byte[] _bytes;

    public DictionaryImage(ArrayData source, BodyLayout body)
    {
        Source = source;
        _nodes = [.. body.Nodes];
        _lengths = [.. body.Buffers.Select(buffer => buffer.Length)];
        var total = 0;
        foreach (var length in _lengths)
            total = checked(total + length);

        _bytes = ArrayPool<byte>.Shared.Rent(total);
        var position = 0;
        foreach (var buffer in body.Buffers)
        {
            buffer.Span.CopyTo(_bytes.AsSpan(position));
            position += buffer.Length;
        }
    }

    /// <summary>The array that these values were last seen in.</summary>
    public ArrayData Source { get; set; }

    public long HeldBytes => _bytes.Length;

    public bool IsSame(BodyLayout body)
    {
        if (!CollectionsMarshal.AsSpan(body.Nodes).SequenceEqual(_nodes) || body.Buffers.Count != _lengths.Length)
            return false;

        var position = 0;
        for (var i = 0; i < _lengths.Length; i++)
        {
            if (!body.Buffers[i].Span.SequenceEqual(_bytes.AsSpan(position, _lengths[i])))
                return false;

            position += _lengths[i];
        }

        return true;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);

        _bytes = [];
    }
}
