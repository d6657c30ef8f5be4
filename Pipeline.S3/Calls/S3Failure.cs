using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace DataflowWrite.S3.Calls;

/// <summary>One failed request, read from the exception that the SDK throws for it.</summary>
internal sealed record S3Failure(S3FailureKind Kind, Exception Cause, string? Code = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The same request may work later.</summary>
    public bool IsTransient => Kind is S3FailureKind.Conflict or S3FailureKind.Throttled || IsAmbiguous;

    /// <summary>The request may have been done all the same.</summary>
    public bool IsAmbiguous => Kind is S3FailureKind.ServerError or S3FailureKind.TimedOut or S3FailureKind.Unreachable;

    /// <param name="exception">What a call of the client threw, while nobody asked for its cancellation.</param>
    /// <returns>Null for what is no failure of a request: a mistake in this program.</returns>
    public static S3Failure? Of(Exception exception) => exception switch
    {
        AmazonServiceException { StatusCode: not 0 } answer => new(KindOf(answer), answer, answer.ErrorCode, RetryAfterOf(answer)),
        OperationCanceledException or TimeoutException => new(S3FailureKind.TimedOut, exception),
        AmazonClientException { InnerException: { } inner } when Of(inner) is { } nested => nested,
        AmazonServiceException { InnerException: { } inner } when Of(inner) is { } nested => nested,
        HttpRequestException { InnerException: AuthenticationException } => new(S3FailureKind.Refused, exception),
        HttpRequestException or IOException or SocketException or WebException => new(S3FailureKind.Unreachable, exception),
        AmazonClientException => new(IsAboutCredentials(exception) ? S3FailureKind.BadCredentials : S3FailureKind.Refused, exception),
        _ => null,
    };

    private static S3FailureKind KindOf(AmazonServiceException answer) => answer.ErrorCode switch
    {
        "NoSuchBucket" => S3FailureKind.NoSuchBucket,
        "NoSuchUpload" or "NoSuchKey" => S3FailureKind.NotFound,
        "PreconditionFailed" => S3FailureKind.PreconditionFailed,
        "ConditionalRequestConflict" or "OperationAborted" => S3FailureKind.Conflict,
        "SlowDown" or "ServiceUnavailable" or "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "TooManyRequests" or "BandwidthLimitExceeded"
            => S3FailureKind.Throttled,
        "RequestTimeout" => S3FailureKind.TimedOut,
        "RequestTimeTooSkewed" => S3FailureKind.ClockSkew,
        "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired"
            => S3FailureKind.BadCredentials,
        _ => KindOf(answer.StatusCode),
    };

    private static S3FailureKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => S3FailureKind.NotFound,
        HttpStatusCode.PreconditionFailed => S3FailureKind.PreconditionFailed,
        HttpStatusCode.RequestedRangeNotSatisfiable => S3FailureKind.RangeBeyondEnd,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => S3FailureKind.Denied,
        HttpStatusCode.Conflict => S3FailureKind.Conflict,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => S3FailureKind.Throttled,
        HttpStatusCode.RequestTimeout => S3FailureKind.TimedOut,
        HttpStatusCode.NotImplemented => S3FailureKind.Refused,
        >= HttpStatusCode.InternalServerError => S3FailureKind.ServerError,

        // An error in the body of an answer whose status had been sent before the work was done.
        < HttpStatusCode.MultipleChoices => S3FailureKind.ServerError,
        _ => S3FailureKind.Refused,
    };

    // The client throws its general exception for this one, with nothing but its text to tell it.
    private static bool IsAboutCredentials(Exception exception) => exception.Message.Contains("credential", StringComparison.OrdinalIgnoreCase);

    private static TimeSpan? RetryAfterOf(AmazonServiceException answer)
        => answer.InnerException is HttpErrorResponseException { Response: { } response } && response.IsHeaderPresent("Retry-After")
            && int.TryParse(response.GetHeaderValue("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
