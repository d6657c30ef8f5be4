using System.Text;

namespace DataflowWrite.S3;

/// <summary>
/// Where a store is and who asks, for <see cref="S3ObjectStore.Open"/>. What is null comes from the environment, and then from what the SDK finds by itself
/// (profiles, containers, instances). Immutable; its text holds no secret.
/// </summary>
public sealed record S3ConnectionOptions
{
    /// <summary>
    /// The endpoint of a server that is not Amazon's, as <c>https://storage.googleapis.com</c>. Default null: <c>AWS_ENDPOINT_URL_S3</c>, then
    /// <c>AWS_ENDPOINT_URL</c>, and else Amazon's endpoint of the region.
    /// </summary>
    public Uri? Endpoint { get; init; }

    /// <summary>
    /// The region. Default null: <c>AWS_REGION</c>, then <c>AWS_DEFAULT_REGION</c>, then that of the profile; with an endpoint that is not Amazon's and no
    /// region anywhere, <c>us-east-1</c>, which such servers take.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>The access key, together with <see cref="SecretAccessKey"/>. Default null: <c>AWS_ACCESS_KEY_ID</c>, and else the SDK's own chain.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of the access key. Default null: <c>AWS_SECRET_ACCESS_KEY</c>, where the key comes from the environment too.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The token of temporary credentials. Default null: <c>AWS_SESSION_TOKEN</c>, where the key comes from the environment too, and else none.</summary>
    public string? SessionToken { get; init; }

    /// <summary>
    /// The bucket stands in the path of a request instead of in the name of the host. Default null: true for an endpoint that is not Amazon's.
    /// </summary>
    public bool? ForcePathStyle { get; init; }

    /// <summary>How long a request may take. Default null: the SDK's own, 100 seconds.</summary>
    public TimeSpan? Timeout { get; init; }

    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"Endpoint = {Endpoint?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}, Region = {Region}");
        text.Append($", Credentials = {(AccessKeyId is null ? "of the environment" : "given")}");
        text.Append($", ForcePathStyle = {ForcePathStyle}, Timeout = {Timeout}");
        return true;
    }
}
