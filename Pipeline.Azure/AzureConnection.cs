using Azure.Core;

namespace DataflowWrite.Azure;

/// <summary>
/// How <see cref="AzureBlobStore.Open"/> reaches an account. What is left out comes from the environment, as it does for the tools of
/// the vendor. Immutable; its text shows no secret.
/// </summary>
public sealed record AzureConnection
{
    /// <summary>
    /// A connection string with the account and its key or a signature; it stands alone. Default null: the variable
    /// <c>AZURE_STORAGE_CONNECTION_STRING</c>, unless something else is stated here.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// The address of the account's blobs, <c>https://ACCOUNT.blob.core.windows.net</c> or that of another cloud or an emulator; its
    /// query may be a shared access signature. Default null: made of <see cref="AccountName"/>.
    /// </summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>
    /// The account in the public cloud. Default null: the variable <c>AZURE_STORAGE_ACCOUNT</c>. Not asked for where
    /// <see cref="ServiceUri"/> is stated.
    /// </summary>
    public string? AccountName { get; init; }

    /// <summary>
    /// The key of the account in Base64. Default null: the variable <c>AZURE_STORAGE_KEY</c>, where the account comes from the
    /// environment too.
    /// </summary>
    public string? AccountKey { get; init; }

    /// <summary>
    /// A shared access signature. Default null: the variable <c>AZURE_STORAGE_SAS_TOKEN</c>, where the account comes from the
    /// environment too.
    /// </summary>
    public string? SasToken { get; init; }

    /// <summary>
    /// What gives tokens. Default null: the key or the signature, and without them the default credential of the vendor's library
    /// (environment, workload identity, managed identity, developer tools).
    /// </summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Where it leads, and by which means, without any secret.</summary>
    public override string ToString()
    {
        var place = ServiceUri?.GetLeftPart(UriPartial.Path) ?? AccountName ?? "the account of the environment";
        var means = AccountKey is not null ? "its key" : SasToken is not null ? "a signature" : Credential is not null ? "a credential" : "default";
        return ConnectionString is not null ? "a connection string" : $"{place}, by {means}";
    }
}
