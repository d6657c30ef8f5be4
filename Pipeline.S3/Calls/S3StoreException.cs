namespace DataflowWrite.S3.Calls;

/// <summary>A request that failed, worded for whoever has to do something about it.</summary>
internal sealed class S3StoreException(string message, S3Failure failure) : IOException(message, failure.Cause)
{
    public S3Failure Failure => failure;
}
