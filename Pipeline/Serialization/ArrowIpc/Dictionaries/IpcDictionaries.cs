using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.ArrowIpc.Body;
using DataflowWrite.Serialization.ArrowIpc.Messages;

namespace DataflowWrite.Serialization.ArrowIpc.Dictionaries;

/// <summary>The dictionaries of one file or stream. Disposing gives their memory back.</summary>
internal abstract class IpcDictionaries : IDictionaryUse, IDisposable
{
    /// <summary>Bytes held for values that were seen.</summary>
    public abstract long HeldBytes { get; }

    /// <summary>The messages of a dictionary that has to stand before the batch which is being laid out go here.</summary>
    public abstract void Begin(IBufferWriter<byte> output);

    public abstract DictionaryRemap Use(IpcField field, ArrayData dictionary);

    /// <summary>Writes what has to stand behind the last batch, and says where it is.</summary>
    public abstract IReadOnlyList<MessageBlock> Finish(IBufferWriter<byte> output);

    public abstract void Dispose();

    /// <summary>Lays out the values of a dictionary, the dictionaries inside of them used first.</summary>
    protected void LayOut(BodyLayout body, IpcField field, ArrayData dictionary)
    {
        new ColumnLayout(body, this).Add(field.Values!, dictionary, 0, dictionary.Length);
        if (body.Length > BodyLayout.LargestLength)
            throw new InvalidDataException(
                $"Column '{field.Path}': its dictionary of {dictionary.Length:N0} values takes {body.Length:N0} bytes, more than the {BodyLayout.LargestLength:N0}"
                + " that readers of Arrow IPC can take; write the values themselves, or fewer rows to a file.");
    }
}
