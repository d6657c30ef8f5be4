namespace DataflowWrite.Tests.Azure;

/// <summary>What a request asks of the service.</summary>
public enum RequestKind
{
    Put,
    Block,
    Commit,
    List,
    Head,
    Other,
}
