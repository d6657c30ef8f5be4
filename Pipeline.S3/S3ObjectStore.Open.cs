using Amazon.Runtime;
using DataflowWrite.Storage;

namespace DataflowWrite.S3;

/// <content>Opening without a client of the caller's.</content>
public sealed partial class S3ObjectStore
{
    /// <summary>
    /// The scheme of destinations as <c>s3://bucket/path</c>, whose stores are opened as by <see cref="Open"/> with everything from the environment.
    /// </summary>
    public static ObjectStoreScheme Scheme { get; } = new("s3", bucket => Open(bucket));

    /// <summary>
    /// Opens a bucket with a client of the store's own, made from the options, from the variables that the SDKs of Amazon share
    /// (<c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c>, <c>AWS_SESSION_TOKEN</c>, <c>AWS_REGION</c>, <c>AWS_ENDPOINT_URL_S3</c>, …) and from what the SDK
    /// finds by itself. Sends nothing. Dispose the store when it is no longer used.
    /// </summary>
    /// <param name="bucket">The bucket; it has to exist.</param>
    /// <param name="root">What the keys of all objects begin with. Default: the whole bucket.</param>
    /// <param name="connection">Default null: everything from the environment.</param>
    /// <param name="options">Default null: <see cref="S3ObjectStoreOptions"/> with its defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, the endpoint is no address, or no region is known.</exception>
    public static S3ObjectStore Open(
        string bucket, ObjectPath root = default, S3ConnectionOptions? connection = null, S3ObjectStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        S3OptionsCheck.Check(options ?? new());
        try
        {
            var client = S3ClientFactory.Create(connection ?? new(), Environment.GetEnvironmentVariable);
            return new(client, ownsClient: true, bucket, root, options, timeProvider: null);
        }
        catch (AmazonClientException exception)
        {
            throw new ArgumentException(
                $"Cannot open s3://{bucket}: set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a server that is not Amazon's (in code {nameof(S3ConnectionOptions)}). "
                    + $"The client says: {exception.Message}",
                exception);
        }
    }
}
