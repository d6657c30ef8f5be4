namespace DataflowWrite.Azure.Requests;

/// <summary>How a request ended, as far as its limiter has to know.</summary>
internal enum RequestEnding
{
    Succeeded,
    Failed,
    Throttled,
}
