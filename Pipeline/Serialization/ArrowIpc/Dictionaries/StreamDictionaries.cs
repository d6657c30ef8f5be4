using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.ArrowIpc.Body;
using DataflowWrite.Serialization.ArrowIpc.Messages;

namespace DataflowWrite.Serialization.ArrowIpc.Dictionaries;

/// <summary>
/// The stream form: a dictionary stands before the first batch that uses it, and one with other values replaces it before the next batch. Not as a
/// delta, which Polars and arrow-rs do not read.
/// </summary>
internal sealed class StreamDictionaries(int count, IpcWriter writer) : IpcDictionaries
{
    private readonly DictionaryImage?[] _current = new DictionaryImage?[count];
    private IBufferWriter<byte>? _output;
    private int _written;

    public override long HeldBytes => _current.Sum(image => image?.HeldBytes ?? 0);

    public override void Begin(IBufferWriter<byte> output) => _output = output;

    public override DictionaryRemap Use(IpcField field, ArrayData dictionary)
    {
        var unmoved = DictionaryRemap.Identity(dictionary.Length);
        ref var current = ref _current[field.DictionaryId];
        if (current is not null && ReferenceEquals(current.Source, dictionary))
            return unmoved;

        using var body = new BodyLayout();
        var before = _written;
        LayOut(body, field, dictionary);

        // A reader binds the dictionaries inside of values when it reads these.
        if (current is not null && _written == before && current.IsSame(body))
        {
            current.Source = dictionary;
            return unmoved;
        }

        current?.Dispose();
        current = new(dictionary, body);
        writer.WriteDictionary(_output!, body, dictionary.Length, field.DictionaryId);
        _written++;
        return unmoved;
    }

    public override IReadOnlyList<MessageBlock> Finish(IBufferWriter<byte> output) => [];

    public override void Dispose()
    {
        foreach (var image in _current)
            image?.Dispose();

        System.Array.Clear(_current);
    }
}
