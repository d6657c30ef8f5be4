namespace DataflowWrite.Storage;

/// <summary>What must hold for a put or a commit to take effect. The default asks for nothing.</summary>
public readonly record struct PutCondition
{
    /// <summary>Replace whatever is there.</summary>
    public static PutCondition None => default;

    /// <summary>Fail with <see cref="PreconditionFailedException"/> when an object exists at the path.</summary>
    public static PutCondition IfAbsent => new() { MustBeAbsent = true };

    /// <summary>True when the path must be free.</summary>
    public bool MustBeAbsent { get; private init; }

    /// <summary>The ETag that the existing object must have, or null when any will do.</summary>
    public string? ExpectedETag { get; private init; }

    /// <summary>Fail with <see cref="PreconditionFailedException"/> unless the object at the path has this ETag.</summary>
    public static PutCondition IfMatch(string etag) => new() { ExpectedETag = etag };
}
