using System.Buffers;
using DataflowWrite.Storage;

namespace DataflowWrite;

/// <summary>Where a dataset goes: a store and a path in it. A path on the local disk converts to one.</summary>
public sealed class WriteDestination
{
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

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

    /// <summary>A path on the local disk, relative to the current directory or absolute. <c>?</c>, <c>*</c> and <c>[</c> are plain characters.</summary>
    /// <exception cref="ArgumentException">The path is empty, the root of a file system, or a URI.</exception>
    public static WriteDestination Local(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            throw new ArgumentException("The destination is empty; give a file or a directory ('.' is the current one).", nameof(path));

        if (path.IndexOf("://", StringComparison.Ordinal) is > 1 and var end && path.AsSpan(0, end).IndexOfAnyExcept(SchemeCharacters) < 0)
            throw new ArgumentException(
                $"'{path}' names a store by '{path[..end]}:', and only paths on the local disk and stores that you pass yourself are known.",
                nameof(path));

        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var name = System.IO.Path.GetFileName(full);
        if (System.IO.Path.GetDirectoryName(full) is not { } parent || name.Length == 0)
            throw new ArgumentException($"'{path}' is the root of a file system; give a directory below it.", nameof(path));

        var isDirectory = System.IO.Path.EndsInDirectorySeparator(path);
        return new(path, new LocalObjectStore(parent), ObjectPath.Parse(name), isDirectory, Directory.Exists(full));
    }

    /// <summary>A path in a store of the caller's; a trailing slash says that it is a directory, and the empty path is the root.</summary>
    public static WriteDestination In(IObjectStore store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(path);
        return new(path, store, ObjectPath.Parse(path.TrimEnd('/')), path.Length == 0 || path.EndsWith('/'));
    }

    /// <summary>As <see cref="Local"/>.</summary>
    public static implicit operator WriteDestination(string path) => Local(path);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
