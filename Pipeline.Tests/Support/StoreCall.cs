namespace DataflowWrite.Tests.Support;

internal enum StoreCall
{
    Start,
    Write,
    Prepare,
    DisposeUpload,
    Commit,
    Abort,
    Put,
    Delete,
    Head,
    OpenRead,
    List,
    ListPending,
}
