using DataflowWrite.Storage;

namespace DataflowWrite;

/// <summary>Where a dataset goes: a store and a path in it. A path on the local disk, or a URI, converts to one.</summary>
public sealed class WriteDestination
{
    private WriteDestination(string text, IObjectStore store, ObjectPath path, bool hasTrailingSlash, bool existsAsDirectory = false)
    {
        Text = text;
        Store = store;
        Path = path;
        HasTrailingSlash = hasTrailingSlash;
        ExistsAsDirectory = existsAsDirectory;
    }

    /// <summary>The destination as it was given.</summary>
    public string Text { get; }

    /// <summary>The store that holds it.</summary>
    public IObjectStore Store { get; }

    /// <summary>Its path in the store.</summary>
    public ObjectPath Path { get; }

    /// <summary>True when the text says that it is a directory, by a trailing slash.</summary>
    public bool HasTrailingSlash { get; }

    /// <summary>True when a directory stood there when the destination was made.</summary>
    public bool ExistsAsDirectory { get; }

    /// <summary>
    /// A path on the local disk, or a URI: <c>file:///data/lake</c>, <c>memory:lake</c> (in <see cref="MemoryObjectStore.Shared"/>), or that of a store whose scheme is
    /// given, as <c>s3://bucket/lake</c>. The path of such a URI is taken as it stands, without decoding. Sends nothing.
    /// </summary>
    /// <param name="text">The path or URI.</param>
    /// <param name="schemes">The stores besides the local disk and memory. The one that is opened is the caller's to dispose: <see cref="Store"/>.</param>
    /// <exception cref="ArgumentException">The path is empty or the root of a file system; the URI is malformed, has a scheme that is not known here, or holds credentials.</exception>
    public static WriteDestination Parse(string text, params ReadOnlySpan<ObjectStoreScheme> schemes)
    {
        ArgumentNullException.ThrowIfNull(text);
        return StoreUri.TryParse(text) switch
        {
            null => Local(text),
            { Scheme: StoreUri.File } uri => Local(LocalPathOf(uri, text), text),
            { Scheme: StoreUri.Memory } uri => In(MemoryObjectStore.Shared, uri.Rest.TrimStart('/'), text),
            { } uri => InStoreOf(uri, text, schemes),
        };
    }

    /// <summary>A path on the local disk, relative to the current directory or absolute. <c>?</c>, <c>*</c> and <c>[</c> are plain characters.</summary>
    /// <exception cref="ArgumentException">The path is empty, the root of a file system, or a URI.</exception>
    public static WriteDestination Local(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (StoreUri.TryParse(path) is { Rest: ['/', '/', ..] } uri)
            throw new ArgumentException(
                $"'{path}' names a store by '{uri.Scheme}:', and this takes paths on the local disk; {nameof(Parse)} takes URIs.", nameof(path));

        return Local(path, path);
    }

    /// <summary>A path in a store of the caller's; a trailing slash says that it is a directory, and the empty path is the root.</summary>
    /// <exception cref="FormatException">It is no <see cref="ObjectPath"/>.</exception>
    public static WriteDestination In(IObjectStore store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(path);
        return new(path, store, ObjectPath.Parse(path.TrimEnd('/')), path.Length == 0 || path.EndsWith('/'));
    }

    /// <summary>As <see cref="Parse"/> without further schemes.</summary>
    public static implicit operator WriteDestination(string path) => Parse(path);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static WriteDestination Local(string path, string text)
    {
        if (path.Length == 0)
            throw new ArgumentException("The destination is empty; give a file or a directory ('.' is the current one).", nameof(text));

        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var name = System.IO.Path.GetFileName(full);
        if (System.IO.Path.GetDirectoryName(full) is not { } parent || name.Length == 0)
            throw new ArgumentException($"'{text}' is the root of a file system; give a directory below it.", nameof(text));

        var isDirectory = System.IO.Path.EndsInDirectorySeparator(path);
        return new(text, new LocalObjectStore(parent), ObjectPath.Parse(name), isDirectory, Directory.Exists(full));
    }

    private static WriteDestination In(IObjectStore store, string path, string text)
        => TryParsePath(path) is { } parsed
            ? new(text, store, parsed, path.Length == 0 || path.EndsWith('/'))
            : throw new ArgumentException($"'{text}' holds an empty segment, '.', '..' or NUL, which no path in a store may.", nameof(text));

    private static WriteDestination InStoreOf(StoreUri uri, string text, ReadOnlySpan<ObjectStoreScheme> schemes)
    {
        if (uri.Authority.Contains('@', StringComparison.Ordinal))
            throw new ArgumentException(
                $"The destination '{uri.Scheme}://…' holds credentials; leave them out of it, and give them by variables or options of the store.", nameof(text));

        foreach (var scheme in schemes)
        {
            if (scheme.Name != uri.Scheme)
                continue;

            if (uri.Authority.Length == 0)
                throw new ArgumentException($"'{text}' names no bucket or container, as in '{uri.Scheme}://name/path'.", nameof(text));

            _ = In(MemoryObjectStore.Shared, uri.Path, text);
            return In(scheme.Open(uri.Authority), uri.Path, text);
        }

        var known = string.Concat(schemes.ToArray().Select(scheme => $", {scheme.Name}:"));
        throw new ArgumentException(
            $"'{text}' names a store by '{uri.Scheme}:'; known here are paths on the local disk, file:, memory:{known}. A store of another package is known once its "
                + $"scheme is passed to {nameof(WriteDestination)}.{nameof(Parse)}.",
            nameof(text));
    }

    private static ObjectPath? TryParsePath(string path)
    {
        try
        {
            return ObjectPath.Parse(path.EndsWith('/') ? path[..^1] : path);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string LocalPathOf(StoreUri uri, string text)
    {
        var path = uri.Authority.Length > 0 || uri.Rest.StartsWith("//", StringComparison.Ordinal) ? "/" + uri.Path : uri.Rest;
        if (uri.Authority.ToLowerInvariant() is not ("" or "localhost") || path is not ['/', _, ..] || path.AsSpan().ContainsAny('?', '#'))
            throw new ArgumentException($"'{text}' is no URI of a local path; write it as 'file:///absolute/path', with %3F and %23 for ? and #.", nameof(text));

        // What stands before a drive is the slash of the URI and not of the path.
        return Uri.UnescapeDataString(OperatingSystem.IsWindows() && path is [_, _, ':', ..] ? path[1..] : path);
    }
}
