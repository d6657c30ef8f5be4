using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Told of every dictionary that an array refers to, before the array is written.</summary>
internal interface IDictionaryUse
{
    /// <summary>Where the values of the dictionary stand in the one of the file.</summary>
    DictionaryRemap Use(IpcField field, ArrayData dictionary);
}
