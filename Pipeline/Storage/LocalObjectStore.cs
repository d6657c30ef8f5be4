using System.Runtime.CompilerServices;

namespace DataflowWrite.Storage;

/// <summary>
/// Objects as files below a directory. An upload is a hidden temporary file (<c>.….dfw-tmp</c>), flushed when it is prepared and
/// renamed when it is committed; it lies in the nearest directory that exists on the way to its final path, so new
/// directories appear with the first committed file in them. The root itself is made when the first upload starts.
/// Directories that this store made go away again when an abort or a delete leaves them empty.
/// </summary>
/// <remarks>
/// Writing only where nothing is uses hard links or an exclusive rename, and fails where the file system has neither. Files have
/// no version mark here: ETags are null, and <see cref="PutCondition.IfMatch"/> throws <see cref="NotSupportedException"/>.
/// Symbolic links below the root are followed.
/// </remarks>
public sealed partial class LocalObjectStore : IObjectStore
{
    private const string TemporaryKey = "temporary";
    private const string ListedKey = "listed";
    private const string IdentityKey = "file";

    private readonly string _root;
    private readonly LocalCalls _calls;
    private readonly LocalDirectories _directories;
    private readonly bool _flushes;

    /// <summary>A store below a directory, which need not exist yet. Touches nothing.</summary>
    public LocalObjectStore(string rootDirectory, LocalObjectStoreOptions? options = null)
        : this(rootDirectory, options, new())
    {
    }

    internal LocalObjectStore(string rootDirectory, LocalObjectStoreOptions? options, LocalCalls calls)
    {
        ArgumentException.ThrowIfNullOrEmpty(rootDirectory);
        options ??= new();
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(rootDirectory));
        _calls = calls;
        _flushes = options.Durability == Durability.Flush;
        _directories = new(_flushes ? calls.FlushDirectory : null);
        Capabilities = new()
        {
            FoldsCase = options.FoldsCase ?? (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()),
            ConditionalPut = true,
            AtomicRename = true,
            AbortIsFinal = true,
            ListsOwnUploadsOnly = true,
        };
    }

    /// <inheritdoc/>
    public StoreCapabilities Capabilities { get; }

    /// <summary>The full path of the root directory.</summary>
    public string Description => _root;

    /// <inheritdoc/>
    public override string ToString() => _root;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectMetadata> ListAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var (path, entry) in LocalListing.Walk(new(FullPath(prefix)), prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!LocalNames.IsTemporary(path.Name) && entry is FileInfo { Exists: true } file)
                yield return new(path, Length(file), null) { LastModified = file.LastWriteTimeUtc };
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PendingObject> ListPendingAsync(
        ObjectPath prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var above = new Stack<ObjectPath>();
        for (var path = prefix; !path.IsRoot; path = path.Parent)
            above.Push(path.Parent);

        var entries = above.SelectMany(path => LocalListing.Entries(new(FullPath(path))).Select(entry => (Path: path.Append(entry.Name), Entry: entry)))
            .Concat(LocalListing.Walk(new(FullPath(prefix)), prefix));
        foreach (var (temporary, entry) in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!LocalNames.IsTemporary(temporary.Name) || !entry.Exists)
                continue;

            var path = temporary.Parent.Append(LocalNames.FinalPath(temporary.Name));
            if (prefix.TryGetRelative(path, out _))
                yield return new(
                    path, (entry as FileInfo)?.Length ?? 0, new Dictionary<string, string> { [TemporaryKey] = temporary.Value, [ListedKey] = "true" })
                {
                    StartedAt = entry.LastWriteTimeUtc,
                };
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Head(path));
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        cancellationToken.ThrowIfCancellationRequested();
        if (Head(path) is null)
            throw LocalErrors.NotFound(FullPath(path));

        try
        {
            var stream = new FileStream(
                FullPath(path), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            stream.Position = Math.Min(offset, stream.Length);
            return new(length is null ? stream : new BoundedReadStream(stream, length.Value));
        }
        catch (FileNotFoundException)
        {
            throw LocalErrors.NotFound(FullPath(path));
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
            throw LocalErrors.Translate(e, "read", FullPath(path));
        }
    }

    /// <summary>Removes a file, and the directories that this store made for it where that leaves them empty.</summary>
    public ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Head(path) is not null)
            Remove(path);

        return default;
    }

    internal static PendingObject MakeToken(ObjectPath path, long size, ObjectPath temporary, string? identity)
    {
        var state = new Dictionary<string, string> { [TemporaryKey] = temporary.Value };
        if (identity is not null)
            state[IdentityKey] = identity;

        return new(path, size, state);
    }

    internal string FullPath(ObjectPath path) => path.IsRoot ? _root : Path.Join(_root, path.Value);

    internal void RemoveTemporary(ObjectPath temporary) => Remove(temporary);

    private static long Length(FileInfo file)
        => file.LinkTarget is null ? file.Length : ((FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!).Length;

    private ObjectMetadata? Head(ObjectPath path)
    {
        if (path.IsRoot || LocalNames.IsTemporary(path.Name))
            return null;

        var file = new FileInfo(FullPath(path));
        try
        {
            return file.Exists ? new(path, Length(file), null) { LastModified = file.LastWriteTimeUtc } : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
            throw LocalErrors.Translate(e, "look up", file.FullName);
        }
    }

    private void Remove(ObjectPath path)
    {
        var file = FullPath(path);
        try
        {
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
            throw LocalErrors.Translate(e, "remove", file);
        }

        _directories.Prune(Path.GetDirectoryName(file));
    }
}
