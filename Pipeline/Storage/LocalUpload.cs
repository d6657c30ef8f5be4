using Microsoft.Win32.SafeHandles;

namespace DataflowWrite.Storage;

/// <summary>A hidden temporary file on its way to be renamed.</summary>
internal sealed class LocalUpload(LocalObjectStore store, ObjectPath path, ObjectPath temporary, SafeFileHandle handle)
    : IObjectUpload
{
    /// <summary>So much is in the page cache before another thread would have taken over.</summary>
    private const int WrittenAtOnce = 64 << 10;

    private long _size;
    private bool _prepared;
    private bool _failed;

    public ObjectPath Path => path;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (content.Length <= WrittenAtOnce)
                RandomAccess.Write(handle, content.Span, _size);
            else
                await RandomAccess.WriteAsync(handle, content, _size, cancellationToken).ConfigureAwait(false);

            _size += content.Length;
        }
        catch (Exception e)
        {
            _failed = true;
            if (LocalErrors.IsFileError(e))
                throw LocalErrors.Translate(e, "write", store.FullPath(path));

            throw;
        }
    }

    public async ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await store.FlushUploadAsync(handle, path, temporary).ConfigureAwait(false);
            handle.Dispose();
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
            _failed = true;
            throw LocalErrors.Translate(e, "flush", store.FullPath(path));
        }

        _prepared = true;
        return LocalObjectStore.MakeToken(path, _size, temporary, LocalNative.Identify(store.FullPath(temporary)));
    }

    public ValueTask DisposeAsync()
    {
        if (handle.IsClosed)
            return default;

        handle.Dispose();
        store.RemoveTemporary(temporary);
        return default;
    }

    private void ThrowIfUnusable()
    {
        if (_prepared)
            throw new InvalidOperationException($"The upload of '{path}' is prepared already.");

        if (_failed)
            throw new InvalidOperationException($"The upload of '{path}' has failed; dispose it and start another one.");

        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
    }
}
