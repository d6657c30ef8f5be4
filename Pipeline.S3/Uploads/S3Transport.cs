using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using DataflowWrite.S3.Calls;
using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>The requests of which uploads consist.</summary>
internal sealed class S3Transport(IAmazonS3 client, S3Requests requests, S3Calls calls, S3ObjectStoreOptions options, TimeProvider time)
{
    /// <summary>The uploads that this store has started and not prepared yet.</summary>
    public ConcurrentDictionary<string, bool> Open { get; } = new(StringComparer.Ordinal);

    public TimeProvider Time => time;

    public S3Calls Calls => calls;

    public S3Requests Requests => requests;

    public S3ObjectStoreOptions Options => options;

    /// <summary>Starts an upload, once.</summary>
    public async Task<string> StartAsync(ObjectPath path, UploadOptions? upload, string mark)
    {
        var answer = await calls.OnceAsync(
            S3Action.Start, path,
            token => client.InitiateMultipartUploadAsync(requests.Start(path, upload, mark), token), CancellationToken.None).ConfigureAwait(false);
        return answer.UploadId;
    }

    public async Task<SentPart> SendAsync(ObjectPath path, string uploadId, int number, PartBuffer part, CancellationToken cancellationToken)
    {
        var checksum = options.Checksum == S3Checksum.Crc32C ? part.Checksum : null;
        var answer = await calls.RunAsync(
            S3Action.Upload, path,
            token => client.UploadPartAsync(requests.Part(path, uploadId, number, part.OpenRead(), checksum), token), cancellationToken).ConfigureAwait(false);
        return new(answer.ETag.Trim('"'), checksum);
    }

    /// <summary>Completes an upload, once, and returns the ETag of the object.</summary>
    public async Task<string> CompleteAsync(ObjectPath path, UploadToken token, PutCondition condition, CancellationToken cancellationToken)
    {
        var answer = await calls.OnceAsync(
            S3Action.Commit, path,
            cancel => client.CompleteMultipartUploadAsync(requests.Complete(path, token, condition), cancel), cancellationToken).ConfigureAwait(false);
        if (answer.ETag?.Trim('"') is { Length: > 0 })
            return answer.ETag;

        // 200 is sent before the work is done, so an error may follow it; and Ceph before 20 answers a second completion with nothing.
        throw S3Errors.Translate(
            new(S3FailureKind.ServerError, new IOException("The answer has no ETag.")), S3Action.Commit, path, calls.Store);
    }

    /// <summary>Discards an upload; one that is gone is discarded.</summary>
    public async Task AbortAsync(ObjectPath path, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(
                S3Action.Abort, path,
                token => client.AbortMultipartUploadAsync(
                    new() { BucketName = requests.Bucket, Key = requests.Key(path), UploadId = uploadId }, token), cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.NotFound)
        {
        }
    }

    /// <summary>The number of parts that an upload has, up to one; null when the upload is gone.</summary>
    public async Task<int?> CountPartsAsync(ObjectPath path, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await calls.RunAsync(
                S3Action.Inspect, path,
                token => client.ListPartsAsync(
                    new() { BucketName = requests.Bucket, Key = requests.Key(path), UploadId = uploadId, MaxParts = 1 }, token),
                cancellationToken).ConfigureAwait(false);
            return answer.Parts?.Count ?? 0;
        }
        catch (S3StoreException exception) when (exception.Failure.Kind == S3FailureKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>The uploads that are neither completed nor aborted, below a path or exactly at it. Keys that are no paths of this store are left out.</summary>
    public async IAsyncEnumerable<FoundUpload> ListUploadsAsync(
        ObjectPath path, bool exactly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Keys are not asked for in URL encoding, since Ceph encodes them without saying that it does.
        var request = new ListMultipartUploadsRequest
        {
            BucketName = requests.Bucket,
            Prefix = exactly ? requests.Key(path) : requests.Prefix(path),
        };
        ListMultipartUploadsResponse answer;
        do
        {
            answer = await calls.RunAsync(
                S3Action.ListPending, path, token => client.ListMultipartUploadsAsync(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var upload in answer.MultipartUploads ?? [])
                if (requests.TryPath(upload.Key) is { } found && (!exactly || found == path))
                    yield return new(found, upload.UploadId, upload.Initiated);

            request.KeyMarker = answer.NextKeyMarker;
            request.UploadIdMarker = answer.NextUploadIdMarker;
        }
        while (answer.IsTruncated == true);
    }
}
