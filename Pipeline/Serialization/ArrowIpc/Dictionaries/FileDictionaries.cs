using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.ArrowIpc.Body;
using DataflowWrite.Serialization.ArrowIpc.Messages;

namespace DataflowWrite.Serialization.ArrowIpc.Dictionaries;

/// <summary>
/// The file form has one dictionary for a column, for ever: all that come are merged, and the result is written behind the last batch, where the footer says
/// that it is. Readers of files take the footer first.
/// </summary>
internal sealed class FileDictionaries(IReadOnlyList<IpcField> fields, IpcWriter writer) : IpcDictionaries
{
    private readonly DictionaryMerger?[] _mergers = new DictionaryMerger?[fields.Count];

    public override long HeldBytes => _mergers.Sum(merger => merger?.Bytes ?? 0);

    public override void Begin(IBufferWriter<byte> output)
    {
    }

    public override DictionaryRemap Use(IpcField field, ArrayData dictionary)
    {
        var merger = _mergers[field.DictionaryId] ??= new(field.Path, dictionary.DataType);
        return merger.Add(dictionary);
    }

    public override IReadOnlyList<MessageBlock> Finish(IBufferWriter<byte> output)
    {
        // From the outside in, so that dictionaries inside of values are complete before any is written; then a reader gets the inner ones first.
        for (var id = fields.Count - 1; id >= 0; id--)
            if (fields[id].Values!.Children.Length > 0)
                Write(fields[id], null);

        var blocks = new MessageBlock[fields.Count];
        for (var id = 0; id < blocks.Length; id++)
            blocks[id] = Write(fields[id], output);

        return blocks;
    }

    public override void Dispose()
    {
        foreach (var merger in _mergers)
            merger?.Dispose();

        System.Array.Clear(_mergers);
    }

    // Without an output the values are only gone through.
    private MessageBlock Write(IpcField field, IBufferWriter<byte>? output)
    {
        using var body = new BodyLayout();
        using var values = _mergers[field.DictionaryId]?.Values() ?? EmptyBatch.DataOf(field.Values!.Type);
        LayOut(body, field, values);
        return output is null ? default : writer.WriteDictionary(output, body, values.Length, field.DictionaryId);
    }
}
