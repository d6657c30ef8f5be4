namespace DataflowWrite.Storage;

/// <summary>
/// One object on its way into a store, used by one caller at a time. Disposing it before <see cref="PrepareAsync"/> has ended
/// aborts it and leaves nothing readable; disposing it afterwards leaves the prepared object to its token.
/// </summary>
public interface IObjectUpload : IAsyncDisposable
{
    /// <summary>The final path of the object.</summary>
    ObjectPath Path { get; }

    /// <summary>
    /// Bytes that the upload keeps in memory of those that it was given, on their way or waiting for more; 0 where it keeps none. Any thread may ask.
    /// </summary>
    long BufferedBytes => 0;

    /// <summary>Appends bytes. The memory is not used after the call has ended.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Makes the bytes durable in the store, still invisible, and returns the token that commits or aborts them.</summary>
    ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default);
}
