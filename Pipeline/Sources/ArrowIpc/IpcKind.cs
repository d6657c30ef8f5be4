namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>What a message is, by the numbers that it carries.</summary>
internal enum IpcKind
{
    None = 0,
    Schema = 1,
    DictionaryBatch = 2,
    RecordBatch = 3,
}
