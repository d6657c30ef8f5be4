using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace DataflowWrite.S3;

/// <summary>Makes the client of <see cref="S3ObjectStore.Open"/> out of options and environment.</summary>
internal static class S3ClientFactory
{
    private const string FallbackRegion = "us-east-1";

    /// <param name="options">What the caller states.</param>
    /// <param name="environment">The value of a variable, or null.</param>
    public static AmazonS3Client Create(S3ConnectionOptions options, Func<string, string?> environment)
    {
        var config = Configure(options, name => environment(name) is { Length: > 0 } value ? value : null);
        return Credentials(options, environment) is { } credentials ? new(credentials, config) : new(config);
    }

    /// <summary>Whose endpoint it is decides how a bucket is addressed, and that checksums beside ours are left out.</summary>
    public static AmazonS3Config Configure(S3ConnectionOptions options, Func<string, string?> environment)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        };
        if (options.Timeout is not null)
            config.Timeout = options.Timeout;

        var region = options.Region ?? environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
        var endpoint = options.Endpoint?.OriginalString ?? environment("AWS_ENDPOINT_URL_S3") ?? environment("AWS_ENDPOINT_URL");
        if (endpoint is null)
        {
            if (region is not null)
                config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);

            config.ForcePathStyle = options.ForcePathStyle ?? false;
            return config;
        }

        var uri = CheckEndpoint(endpoint);
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = region ?? FallbackRegion;
        config.ForcePathStyle = options.ForcePathStyle ?? !IsAmazon(uri.Host);
        return config;
    }

    private static Uri CheckEndpoint(string endpoint)
        => Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri
            : throw new ArgumentException(
                "The endpoint is no http: or https: address without user name and password. Correct it, or AWS_ENDPOINT_URL_S3, or AWS_ENDPOINT_URL.", nameof(endpoint));

    private static bool IsAmazon(string host)
        => host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key that options or environment state; null for the SDK's own chain.</summary>
    public static AWSCredentials? Credentials(S3ConnectionOptions options, Func<string, string?> environment)
    {
        if (options.AccessKeyId is null != options.SecretAccessKey is null)
            throw new ArgumentException("AccessKeyId and SecretAccessKey come together: give both, or neither.", nameof(options));

        var (key, secret, token) = options.AccessKeyId is null
            ? (environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY"), environment("AWS_SESSION_TOKEN"))
            : (options.AccessKeyId, options.SecretAccessKey, options.SessionToken);
        return string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret) ? null
            : string.IsNullOrEmpty(token) ? new BasicAWSCredentials(key, secret)
            : new SessionAWSCredentials(key, secret, token);
    }
}
