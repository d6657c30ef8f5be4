using Microsoft.Win32.SafeHandles;

namespace DataflowWrite.Storage;

/// <content>Everything that makes or moves a file.</content>
public sealed partial class LocalObjectStore
{
    /// <summary>How often a directory that others keep removing is made again.</summary>
    private const int MaxAttempts = 10;

    /// <inheritdoc/>
    public async ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path,
        ReadOnlyMemory<byte> content,
        PutCondition condition = default,
        CancellationToken cancellationToken = default)
    {
        CheckCondition(path, condition);
        var upload = await StartUploadAsync(path, null, cancellationToken).ConfigureAwait(false);
        await using var owned = upload.ConfigureAwait(false);
        await upload.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        var pending = await upload.PrepareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Commit(pending, condition);
        }
        catch
        {
            RemoveTemporary(TemporaryOf(pending));
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        LocalNames.Check(path, _root);
        cancellationToken.ThrowIfCancellationRequested();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (attempt > 1)
                    _directories.Ensure(_root);

                var (temporary, handle) = CreateTemporary(path);
                return new(new LocalUpload(this, path, temporary, handle));
            }
            catch (DirectoryNotFoundException) when (attempt < MaxAttempts)
            {
            }
            catch (Exception e) when (LocalErrors.IsFileError(e))
            {
                _directories.Prune(_root);
                throw LocalErrors.Translate(e, "create", FullPath(path));
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        CheckCondition(pending.Path, condition);
        cancellationToken.ThrowIfCancellationRequested();
        return new(Commit(pending, condition));
    }

    /// <inheritdoc/>
    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        cancellationToken.ThrowIfCancellationRequested();
        var temporary = TemporaryOf(pending);
        if (Directory.Exists(FullPath(temporary)))
            TryDelete(FullPath(temporary));
        else
            RemoveTemporary(temporary);

        return default;
    }

    /// <summary>Puts an upload on the disk, its bytes and its name, unless nothing is flushed.</summary>
    internal async Task FlushUploadAsync(SafeFileHandle handle, ObjectPath path, ObjectPath temporary)
    {
        if (!_flushes)
            return;

        await Task.Run(Flush, CancellationToken.None).ConfigureAwait(false);

        void Flush()
        {
            var file = FullPath(temporary);
            _calls.FlushFile(handle, file);
            _directories.Flush(Path.GetDirectoryName(file)!, FullPath(path));
        }
    }

    private static void CheckCondition(ObjectPath path, PutCondition condition)
    {
        if (condition.ExpectedETag is not null)
            throw new NotSupportedException(
                $"Cannot replace '{path}' by its ETag: files have none. Use PutCondition.IfAbsent, or a store with ConditionalReplace.");
    }

    private static ObjectPath TemporaryOf(PendingObject pending)
    {
        if (pending.State.TryGetValue(TemporaryKey, out var text)
            && LocalNames.IsTemporary(text[(text.LastIndexOf('/') + 1)..]))
            return ObjectPath.Parse(text);

        throw new LocalStoreException($"The token of '{pending.Path}' was not made by a local store.", null);
    }

    private (ObjectPath Temporary, SafeFileHandle Handle) CreateTemporary(ObjectPath path)
    {
        var directory = NearestDirectory(path);
        directory.TryGetRelative(path, out var relative);
        var temporary = directory.Append(LocalNames.MakeTemporary(relative!));
        return (temporary, LocalNative.CreateFile(FullPath(temporary)));
    }

    /// <summary>The last directory that exists on the way to a file, looked for from the root on: what is missing ends the search.</summary>
    private ObjectPath NearestDirectory(ObjectPath path)
    {
        var ancestors = new Stack<ObjectPath>();
        for (var ancestor = path.Parent; !ancestor.IsRoot; ancestor = ancestor.Parent)
            ancestors.Push(ancestor);

        var nearest = ObjectPath.Root;
        foreach (var ancestor in ancestors)
        {
            if (!Directory.Exists(FullPath(ancestor)))
                return File.Exists(FullPath(ancestor))
                    ? throw new LocalStoreException($"Cannot create '{FullPath(path)}': '{FullPath(ancestor)}' is a file.", null)
                    : nearest;

            nearest = ancestor;
        }

        return nearest;
    }

    private ObjectMetadata Commit(PendingObject pending, PutCondition condition)
    {
        LocalNames.Check(pending.Path, _root);
        if (pending.State.ContainsKey(ListedKey))
            throw new LocalStoreException(
                $"The upload of '{pending.Path}' was found by listing and may be unfinished: it can be aborted only.", null);

        var temporary = TemporaryOf(pending);
        var source = new FileInfo(FullPath(temporary));
        if (!source.Exists)
            return Head(pending.Path) is { } existing && IsCommitted(pending, existing)
                ? existing
                : throw new FileNotFoundException(
                    $"Cannot commit '{FullPath(pending.Path)}': its upload '{source.FullName}' is gone.", source.FullName);

        if (source.Length != pending.Size)
            throw new LocalStoreException(
                $"Cannot commit '{FullPath(pending.Path)}': its upload has {source.Length} bytes instead of {pending.Size}.", null);

        var target = FullPath(pending.Path);
        try
        {
            Publish(source.FullName, target, pending.Path, condition);
        }
        catch (Exception e)
        {
            _directories.Prune(Path.GetDirectoryName(target));
            if (LocalErrors.IsFileError(e))
                throw LocalErrors.Translate(e, "commit", target);

            throw;
        }

        return new(pending.Path, pending.Size, null);
    }

    /// <summary>Whether what is at the final path is this upload, renamed; where the system tells no file from another, one of its size is.</summary>
    private bool IsCommitted(PendingObject pending, ObjectMetadata existing)
        => existing.Size == pending.Size
            && (!pending.State.TryGetValue(IdentityKey, out var identity) || LocalNative.Identify(FullPath(pending.Path)) == identity);

    private void Publish(string source, string target, ObjectPath path, PutCondition condition)
    {
        var directory = Path.GetDirectoryName(target)!;
        for (var attempt = 1; ; attempt++)
        {
            _directories.Ensure(directory);
            var error = Move(source, target, condition.MustBeAbsent);
            if (error == 0)
                break;

            if (error == LocalNative.Exists && condition.MustBeAbsent)
            {
                // An earlier commit of this token got as far as the link.
                if (LocalNative.IsSameFile(source, target))
                {
                    _calls.Unlink(source);
                    break;
                }

                throw new PreconditionFailedException(path, $"'{target}' exists already; nothing was replaced.");
            }

            // A failing commit next to this one may have removed the directory that both were about to use.
            if (error != LocalNative.NotFound || attempt == MaxAttempts)
                throw LocalErrors.FromErrno(error, "commit", target);
        }

        _directories.Flush(directory, target);
    }

    private int Move(string source, string target, bool mustBeAbsent)
    {
        if (LocalNative.IsUnix)
            return mustBeAbsent ? LocalNative.MoveIfAbsent(source, target, _calls.Unlink) : LocalNative.Rename(source, target);

        try
        {
            File.Move(source, target, overwrite: !mustBeAbsent);
            return 0;
        }
        catch (IOException) when (mustBeAbsent && File.Exists(target))
        {
            return LocalNative.Exists;
        }
    }
}
