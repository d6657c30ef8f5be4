namespace DataflowWrite.Tests.S3;

/// <summary>The requests of a store, told apart by method and query.</summary>
public enum S3Request
{
    Put,
    Head,
    Get,
    Delete,
    List,
    Start,
    Part,
    Complete,
    Abort,
    ListParts,
    ListUploads,
    Other,
}
