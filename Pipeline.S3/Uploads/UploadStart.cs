using DataflowWrite.S3.Calls;
using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>
/// Starts one multipart upload. A start whose answer is lost may leave an upload that nobody knows the id of; it is found again by its key, its age and
/// by having no part, and removed.
/// </summary>
internal sealed class UploadStart(S3Transport transport, ObjectPath path, UploadOptions? upload, string mark)
{
    /// <summary>How far the clocks of the store and of this machine may be apart for a lost upload to be found.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private DateTimeOffset _began;
    private bool _mayHaveLost;

    /// <summary>Starts the upload. What is under way is not cancelled, since its answer is the only thing that tells the id.</summary>
    public async Task<string> RunAsync(CancellationToken stop)
    {
        _began = transport.Time.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var id = await transport.StartAsync(path, upload, mark).ConfigureAwait(false);
                transport.Open[id] = true;
                return id;
            }
            catch (S3StoreException exception)
            {
                _mayHaveLost |= exception.Failure.IsAmbiguous;
                if (!exception.Failure.IsTransient || attempt == transport.Calls.MaxAttempts)
                    throw;

                await transport.Calls.DelayAsync(attempt, exception.Failure, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Removes the uploads that lost answers have left. What cannot be removed now hides nothing and fails nobody: a lifecycle rule takes it.</summary>
    public async Task RemoveLostAsync(CancellationToken cancellationToken)
    {
        if (!_mayHaveLost)
            return;

        try
        {
            await FindAndRemoveAsync(cancellationToken).ConfigureAwait(false);
            _mayHaveLost = false;
        }
        catch (S3StoreException)
        {
        }
    }

    private async Task FindAndRemoveAsync(CancellationToken cancellationToken)
    {
        await foreach (var found in transport.ListUploadsAsync(path, exactly: true, cancellationToken).ConfigureAwait(false))
            if (!transport.Open.ContainsKey(found.UploadId)
                && found.StartedAt >= _began - ClockTolerance
                && await transport.CountPartsAsync(path, found.UploadId, cancellationToken).ConfigureAwait(false) == 0)
                await transport.AbortAsync(path, found.UploadId, cancellationToken).ConfigureAwait(false);
    }
}
