namespace DataflowWrite.Azure.Requests;

/// <summary>A failure that names path, container and cause already.</summary>
internal sealed class AzureStoreException(string message, RequestFailure? failure) : IOException(message, AzureErrors.Quotable(failure))
{
    internal RequestFailure? Failure => failure;
}
