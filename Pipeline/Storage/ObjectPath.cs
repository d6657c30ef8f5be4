using System.Diagnostics.CodeAnalysis;

namespace DataflowWrite.Storage;

/// <summary>
/// A slash-separated path inside a store, without leading or trailing slash and without empty, <c>.</c> or <c>..</c> segments. The
/// default value is the root. Compared ordinally.
/// </summary>
public readonly record struct ObjectPath
{
    private readonly string? _value;

    private ObjectPath(string value) => _value = value;

    /// <summary>The root of a store; also the default value.</summary>
    public static ObjectPath Root => default;

    /// <summary>The path as text; empty for the root.</summary>
    public string Value => _value ?? "";

    /// <summary>True for the root of the store.</summary>
    public bool IsRoot => Value.Length == 0;

    /// <summary>The last segment; empty for the root.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The path without its last segment; the root for a path of one segment.</summary>
    public ObjectPath Parent => Value.LastIndexOf('/') is var slash and >= 0 ? new(Value[..slash]) : default;

    /// <summary>Checks a path and takes it as it is: nothing is encoded or decoded.</summary>
    /// <exception cref="FormatException">A segment is empty, is <c>.</c> or <c>..</c>, or holds a NUL character.</exception>
    public static ObjectPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return default;

        foreach (var segment in path.Split('/'))
            if (!IsSegment(segment))
                throw new FormatException($"'{path}' is not an object path: a segment may not be empty, '.' or '..', nor hold NUL.");

        return new(path);
    }

    /// <summary>This path with one or more segments appended.</summary>
    /// <exception cref="FormatException">As for <see cref="Parse"/>.</exception>
    public ObjectPath Append(string relative)
    {
        var tail = Parse(relative);
        return IsRoot ? tail : tail.IsRoot ? this : new($"{Value}/{tail.Value}");
    }

    /// <summary>The part of <paramref name="path"/> below this one; false when it is not below.</summary>
    public bool TryGetRelative(ObjectPath path, [NotNullWhen(true)] out string? relative)
    {
        relative = IsRoot && !path.IsRoot ? path.Value
            : path.Value.Length > Value.Length && path.Value.StartsWith(Value, StringComparison.Ordinal) && path.Value[Value.Length] == '/'
                ? path.Value[(Value.Length + 1)..]
                : null;
        return relative is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsSegment(string segment)
        => segment is not ("" or "." or "..") && !segment.Contains('\0');
}
