namespace DataflowWrite.Storage;

/// <summary>How a request ended, as far as its gate has to know.</summary>
internal enum RequestEnding
{
    Succeeded,
    Failed,
    Throttled,
}
