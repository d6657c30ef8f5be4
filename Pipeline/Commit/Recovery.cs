using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// Finds what writes that died have left, and ends them: one that had begun to publish is finished, any other is undone. Afterwards the dataset is
/// exactly the old or the new one, and nothing of the write is left besides.
/// </summary>
/// <remarks>
/// Every decision is a compare-and-swap in the journal of the write, so that several recoveries, and a writer that was only slow, may run at once.
/// Uploads of other tools are never touched: only those whose name carries the id of a write with a journal, and on the local disk temporary files by
/// their suffix.
/// </remarks>
public static class Recovery
{
    /// <summary>Lists what is left, and what a sweep would do. Changes nothing.</summary>
    /// <param name="store">Where the dataset is.</param>
    /// <param name="destination">The directory of the dataset, or a single file.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the scan.</param>
    /// <exception cref="IOException">The store did not answer.</exception>
    public static Task<IReadOnlyList<RecoveryItem>> ScanAsync(
        IObjectStore store, ObjectPath destination, RecoveryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new RecoverySweep(store, destination, options ?? new(), applies: false).RunAsync(cancellationToken);
    }

    /// <summary>Ends what is due, and returns what was done and what was let alone. Repeating it is harmless.</summary>
    /// <inheritdoc cref="ScanAsync"/>
    public static Task<IReadOnlyList<RecoveryItem>> SweepAsync(
        IObjectStore store, ObjectPath destination, RecoveryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new RecoverySweep(store, destination, options ?? new(), applies: true).RunAsync(cancellationToken);
    }
}
