namespace DataflowWrite.Storage;

/// <summary>
/// The directories that one store has made, so that it takes away again what it leaves empty. Directories of others are
/// never removed. Thread-safe; the file system decides all races, since only an empty directory can be removed.
/// </summary>
internal sealed class LocalDirectories
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Makes a directory and its missing parents; returns the parents that got a new entry.</summary>
    public List<string> Ensure(string directory)
    {
        var missing = new Stack<string>();
        for (var current = directory; current is not null && !Directory.Exists(current); current = Path.GetDirectoryName(current))
            missing.Push(current);

        var changed = new List<string>();
        lock (_lock)
        {
            foreach (var current in missing)
            {
                Directory.CreateDirectory(current);
                _made.Add(current);
                changed.Add(Path.GetDirectoryName(current)!);
            }
        }

        return changed;
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
