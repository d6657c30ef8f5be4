namespace DataflowWrite.Storage;

/// <content>A new directory that appears with everything in it: its files are linked into a hidden one, which is renamed.</content>
public sealed partial class LocalObjectStore : IDirectoryStore
{
    bool IDirectoryStore.DirectoryExists(ObjectPath directory) => Path.Exists(FullPath(directory));

    ValueTask<bool> IDirectoryStore.TryPublishAsync(
        ObjectPath directory, IReadOnlyCollection<PendingObject> tokens, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = FullPath(directory);
        if (!LocalNative.IsUnix || directory.IsRoot || Path.Exists(target))
            return new(false);

        var staged = FullPath(directory.Parent.Append(LocalNames.MakeTemporary(directory.Name)));
        try
        {
            if (!TryStage(directory, tokens, staged, cancellationToken) || LocalNative.Rename(staged, target) != 0)
            {
                Directory.Delete(staged, recursive: true);
                return new(false);
            }
        }
        catch (Exception e) when (LocalErrors.IsFileError(e) || e is OperationCanceledException)
        {
            TryDelete(staged);
            if (e is OperationCanceledException)
                throw;

            throw LocalErrors.Translate(e, "create", target);
        }

        _directories.Adopt(DirectoriesOf(directory, tokens).Select(FullPath));
        if (_flushes)
            Flush(Path.GetDirectoryName(target)!);

        foreach (var token in tokens)
            _calls.Unlink(FullPath(TemporaryOf(token)));

        return new(true);
    }

    void IDirectoryStore.RemoveEmptyDirectories(ObjectPath directory)
    {
        for (var current = directory; !current.IsRoot; current = current.Parent)
        {
            try
            {
                Directory.Delete(FullPath(current));
            }
            catch (DirectoryNotFoundException)
            {
            }
            catch (Exception e) when (LocalErrors.IsFileError(e))
            {
                return;
            }
        }
    }

    void IDirectoryStore.RemoveEmptyDirectoriesBelow(ObjectPath directory)
    {
        var below = new DirectoryInfo(FullPath(directory));
        foreach (var entry in LocalListing.Entries(below))
            if (entry is DirectoryInfo { LinkTarget: null })
                ((IDirectoryStore)this).RemoveEmptyDirectoriesBelow(directory.Append(entry.Name));

        ((IDirectoryStore)this).RemoveEmptyDirectories(directory);
    }

    private static IEnumerable<ObjectPath> DirectoriesOf(ObjectPath directory, IEnumerable<PendingObject> tokens)
    {
        var found = new HashSet<ObjectPath> { directory };
        foreach (var token in tokens)
            for (var parent = token.Path.Parent; parent != directory && found.Add(parent); parent = parent.Parent)
            {
            }

        return found;
    }

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
        }
    }

    private bool TryStage(ObjectPath directory, IReadOnlyCollection<PendingObject> tokens, string staged, CancellationToken cancellationToken)
    {
        _directories.Ensure(_root);
        var directories = DirectoriesOf(directory, tokens).Select(path => StagedPath(directory, path, staged)).ToList();
        foreach (var path in directories)
            Directory.CreateDirectory(path);

        foreach (var token in tokens)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LocalNames.Check(token.Path, _root);
            if (LocalNative.LinkFile(FullPath(TemporaryOf(token)), StagedPath(directory, token.Path, staged)) != 0)
                return false;
        }

        if (_flushes)
            directories.ForEach(Flush);

        return true;
    }

    private static string StagedPath(ObjectPath directory, ObjectPath path, string staged)
        => directory.TryGetRelative(path, out var relative) ? Path.Join(staged, relative) : staged;

    private void Flush(string directory)
    {
        if (_calls.FlushDirectory(directory) is var error and not 0)
            throw LocalErrors.FromErrno(error, "flush the directory of", directory);
    }
}
