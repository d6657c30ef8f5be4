namespace DataflowWrite.S3;

/// <summary>Encryption at rest, by the server. Immutable.</summary>
public sealed record S3ServerEncryption
{
    private S3ServerEncryption(bool usesKms, string? keyId) => (UsesKms, KeyId) = (usesKms, keyId);

    /// <summary>With keys that the store manages itself (<c>AES256</c>).</summary>
    public static S3ServerEncryption Aes256 { get; } = new(usesKms: false, keyId: null);

    /// <summary>True when a key management service holds the key.</summary>
    public bool UsesKms { get; }

    /// <summary>The id, alias or ARN of the key; null for the account's default key, and for <see cref="Aes256"/>.</summary>
    public string? KeyId { get; }

    /// <summary>With a key of the key management service (<c>aws:kms</c>).</summary>
    /// <param name="keyId">Its id, alias or ARN. Default null: the account's key for S3.</param>
    public static S3ServerEncryption Kms(string? keyId = null) => new(usesKms: true, keyId);
}
