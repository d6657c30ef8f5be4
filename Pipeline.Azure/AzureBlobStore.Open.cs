using Azure.Storage.Blobs;
using DataflowWrite.Storage;

namespace DataflowWrite.Azure;

/// <content>Opening by name.</content>
public sealed partial class AzureBlobStore
{
    /// <summary>
    /// The scheme of destinations as <c>az://container/path</c>, whose stores are opened as by <see cref="Open"/> with everything from
    /// the environment.
    /// </summary>
    public static ObjectStoreScheme Scheme { get; } = new("az", container => Open(container));

    /// <summary>
    /// Opens a container by its name. Sends nothing, and leaves trying again to <see cref="AzureBlobStoreOptions"/> alone.
    /// </summary>
    /// <param name="container">The name of a container that exists.</param>
    /// <param name="connection">The account and how to sign in; null for what the environment says: the variables of
    /// <see cref="AzureConnection"/>, then the vendor's default credential.</param>
    /// <param name="options">How to send and what blobs carry; null for the defaults.</param>
    /// <exception cref="ArgumentException">The account is stated nowhere, or something stated is malformed. The message holds no
    /// secret.</exception>
    public static AzureBlobStore Open(string container, AzureConnection? connection = null, AzureBlobStoreOptions? options = null)
        => new(Connect(container, connection ?? new(), Environment.GetEnvironmentVariable), options);

    internal static BlobContainerClient Connect(string container, AzureConnection connection, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        return ConnectionResolver.Resolve(connection, environment).GetBlobContainerClient(container);
    }
}
