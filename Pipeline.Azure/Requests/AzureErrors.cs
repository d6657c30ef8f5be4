using Azure.Identity;
using Azure.Storage.Blobs.Models;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Requests;

/// <summary>One wording for what goes wrong with blobs. The container is named without key or signature.</summary>
internal sealed class AzureErrors(string container)
{
    /// <summary>What may go along as the cause: not the answer to a request that was not allowed, since it quotes the signature.</summary>
    public static Exception? Quotable(RequestFailure? failure) => failure?.Status is 401 or 403 ? null : failure?.Cause;

    /// <summary>The error of a request that failed for good while doing this to that blob; the root stands for the container.</summary>
    public IOException Translate(RequestFailure failure, string doing, ObjectPath path)
        => new AzureStoreException($"Cannot {doing} {Name(path)}: {Explain(failure)}", failure);

    public IOException Refuse(string doing, ObjectPath path, string why)
        => new AzureStoreException($"Cannot {doing} {Name(path)}: {why}", null);

    public FileNotFoundException NotFound(ObjectPath path) => new($"There is no blob {Name(path)}.", path.Value);

    public FileNotFoundException BlocksGone(ObjectPath path) => new(
        $"Cannot commit {Name(path)}: its blocks are gone. Another upload of this path was committed, the path was written or deleted, "
            + "or a week has passed since; write it again.",
        path.Value);

    public PreconditionFailedException Exists(ObjectPath path) => new(path, $"{Name(path)} exists already; nothing was replaced.");

    public PreconditionFailedException Changed(ObjectPath path, string expected, string? found) => new(
        path, $"{Name(path)} {(found is null ? "is gone" : $"has the ETag {found}")}, not {expected}; nothing was replaced.");

    private static string Explain(RequestFailure failure)
    {
        var code = failure.Code;
        if (code == BlobErrorCode.ContainerNotFound || code == BlobErrorCode.ContainerBeingDeleted)
            return "the container is not there. Create it, or check its name in the URI and the account (AZURE_STORAGE_ACCOUNT).";
        if (code == BlobErrorCode.UnauthorizedBlobOverwrite)
            return "the credentials may create blobs but not replace them. Give them the permission to write, or choose another path.";
        if (failure.Status is 401 or 403)
            return $"access is denied ({code}). Check the credentials, the clock of this machine and the network rules of the account; the "
                + "identity needs the role 'Storage Blob Data Contributor', a shared access signature the permissions to read, create, write, "
                + "delete and list.";
        if (code == BlobErrorCode.LeaseIdMissing)
            return "there is a lease on the blob. Release it, or choose another path.";
        if (code == BlobErrorCode.BlobArchived || code == BlobErrorCode.BlobBeingRehydrated)
            return "the blob is in the archive tier. Move it to another tier first.";
        if (code == BlobErrorCode.InvalidBlobOrBlock)
            return "another tool has left blocks at this path whose ids have another length. Delete the blob, or choose another path.";
        if (failure.IsThrottled)
            return $"the service is still throttling after all attempts ({Said(failure)}). Write fewer and larger files, or in code lower "
                + "MaxConcurrentRequests or raise MaxAttempts.";
        if (failure.Cause is AuthenticationFailedException)
            return $"no credentials could be had: {failure.Text}";
        if (failure.Cause is OperationCanceledException)
            return "the service did not answer in time. Check the network, or in code raise the time-out of the client.";

        return failure.Status == 0
            ? $"the service cannot be reached: {failure.Text} Check the account (AZURE_STORAGE_ACCOUNT or AZURE_STORAGE_CONNECTION_STRING) and the network."
            : $"{Said(failure)}.";
    }

    private static string Said(RequestFailure failure)
        => $"{failure.Text.TrimEnd('.')} (status {failure.Status}{(failure.Code.ToString() is { Length: > 0 } code ? $", {code}" : "")})";

    private string Name(ObjectPath path) => path.IsRoot ? $"the container {container}" : $"'{path}' in {container}";
}
