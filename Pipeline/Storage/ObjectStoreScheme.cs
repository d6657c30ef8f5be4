namespace DataflowWrite.Storage;

/// <summary>
/// A kind of store that destinations name by the scheme of a URI: with the scheme <c>s3</c>, <c>s3://bucket/a/b</c> is the path <c>a/b</c> in the store that the
/// bucket opens. Packages of stores bring theirs; one of your own takes any store in. Immutable.
/// </summary>
public sealed class ObjectStoreScheme
{
    private readonly Func<string, IObjectStore> _open;

    /// <summary>A scheme.</summary>
    /// <param name="name">What stands before <c>://</c>: a letter, and then letters, digits, <c>+</c>, <c>-</c> or <c>.</c>; case does not matter.</param>
    /// <param name="open">Opens the store of a bucket, container or the like, which is what stands between <c>://</c> and the next slash.</param>
    /// <exception cref="ArgumentException">The name is no scheme, or is <c>file</c> or <c>memory</c>, which are known already.</exception>
    public ObjectStoreScheme(string name, Func<string, IObjectStore> open)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(open);
        if (StoreUri.TryParse($"{name}://") is not { } uri || uri.Scheme.Length != name.Length || uri.IsBuiltIn)
            throw new ArgumentException($"'{name}' cannot be the scheme of a store; give a name of letters and digits that is not taken.", nameof(name));

        Name = uri.Scheme;
        _open = open;
    }

    /// <summary>The name in lower case.</summary>
    public string Name { get; }

    /// <summary>Opens the store of a bucket or container. Whoever asks disposes it, where it can be disposed.</summary>
    public IObjectStore Open(string bucket)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        return _open(bucket);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}:";
}
