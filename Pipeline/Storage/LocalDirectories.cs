namespace DataflowWrite.Storage;

/// <summary>
/// The directories that one store has made, so that it takes away again what it leaves empty. Directories of others are
/// never removed. Thread-safe; the file system decides all races, since only an empty directory can be removed.
/// </summary>
internal sealed class LocalDirectories(Func<string, int>? flush)
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _unflushed = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private long _changes;

    /// <summary>Makes a directory and its missing parents, which the next <see cref="Flush"/> of it or of one below it flushes.</summary>
    public void Ensure(string directory)
    {
        var missing = new Stack<string>();
        for (var current = directory; current is not null && !Directory.Exists(current); current = Path.GetDirectoryName(current))
            missing.Push(current);

        lock (_lock)
        {
            foreach (var current in missing)
            {
                Directory.CreateDirectory(current);
                _made.Add(current);
                if (flush is not null)
                    _unflushed[Path.GetDirectoryName(current)!] = ++_changes;
            }
        }
    }

    /// <summary>Flushes a directory, and those above it in which this store made one since they were flushed.</summary>
    /// <param name="directory">The directory; nothing is flushed where it is gone.</param>
    /// <param name="file">The file for which this is done, for the error.</param>
    public void Flush(string directory, string file)
    {
        if (flush is null)
            return;

        foreach (var (current, change) in Unflushed(directory))
        {
            if (flush(current) is var error and not 0 and not LocalNative.NotFound)
                throw LocalErrors.FromErrno(error, "flush the directory of", file);

            lock (_lock)
            {
                // Who found an unflushed directory made must not rely on a flush that began before that.
                if (_unflushed.TryGetValue(current, out var latest) && latest == change)
                    _unflushed.Remove(current);
            }
        }
    }

    /// <summary>Takes directories for made by this store that a rename has made.</summary>
    public void Adopt(IEnumerable<string> directories)
    {
        lock (_lock)
            _made.UnionWith(directories);
    }

    /// <summary>Removes a directory and its parents as long as this store made them and they are empty.</summary>
    public void Prune(string? directory)
    {
        lock (_lock)
        {
            for (; directory is not null && _made.Contains(directory); directory = Path.GetDirectoryName(directory))
            {
                if (!TryRemove(directory))
                    return;

                _made.Remove(directory);
            }
        }
    }

    private List<(string Directory, long Change)> Unflushed(string directory)
    {
        var found = new List<(string, long)>();
        lock (_lock)
        {
            for (var current = directory; current is not null; current = Path.GetDirectoryName(current))
                if (_unflushed.TryGetValue(current, out var change) || current == directory)
                    found.Add((current, change));
        }

        return found;
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
            return false;
        }
    }
}
