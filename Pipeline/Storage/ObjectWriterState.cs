namespace DataflowWrite.Storage;

internal enum ObjectWriterState
{
    Open,
    Prepared,
    Failed,
    Disposed,
}
