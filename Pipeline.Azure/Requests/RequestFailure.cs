using System.Globalization;
using System.Net.Sockets;
using Azure;
using Azure.Storage.Blobs.Models;

namespace DataflowWrite.Azure.Requests;

/// <summary>What went wrong with one request, in the terms by which it is decided what follows.</summary>
internal sealed record RequestFailure
{
    /// <summary>The status of the answer; 0 where there was none.</summary>
    public required int Status { get; init; }

    /// <summary>The service's name for the error; empty where it gave none.</summary>
    public required BlobErrorCode Code { get; init; }

    /// <summary>The first line of what was said about it, which holds no secret.</summary>
    public required string Text { get; init; }

    /// <summary>The exception, without the wrapping of attempts.</summary>
    public required Exception Cause { get; init; }

    /// <summary>How long the service asks to wait; zero where it does not.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>The request may have taken effect or not, and may succeed when it is sent again.</summary>
    public bool IsTransient => Status is 408 or 429 or 500 or 502 or 503 or 504
        || Code == BlobErrorCode.Md5Mismatch
        || (Status == 0 && Cause is RequestFailedException or IOException or HttpRequestException or SocketException or TimeoutException
            or OperationCanceledException);

    /// <summary>The service takes no more requests for now.</summary>
    public bool IsThrottled => Status is 429 or 503;

    /// <summary>A condition of the request did not hold: a blob was there, was gone, or was another version.</summary>
    public bool IsConflict => Code == BlobErrorCode.BlobAlreadyExists || Code == BlobErrorCode.ConditionNotMet;

    /// <summary>There is no such blob.</summary>
    public bool IsNotFound => Status == 404 && Code != BlobErrorCode.ContainerNotFound && Code != BlobErrorCode.ContainerBeingDeleted;

    /// <summary>A block list names blocks that the blob does not have.</summary>
    public bool IsBlockMissing => Code == BlobErrorCode.InvalidBlockList;

    public static RequestFailure Of(Exception exception)
    {
        var cause = exception is AggregateException { InnerExceptions: [.., var last] } ? last : exception;
        return cause is RequestFailedException failed
            ? new()
            {
                Status = failed.Status,
                Code = new(failed.ErrorCode ?? ""),
                Text = FirstLine(failed.Message),
                Cause = cause,
                RetryAfter = RetryAfterOf(failed.GetRawResponse()),
            }
            : new() { Status = 0, Code = new(""), Text = FirstLine(cause.Message), Cause = cause };
    }

    private static TimeSpan RetryAfterOf(Response? response)
    {
        if (response is null)
            return TimeSpan.Zero;

        foreach (var name in (ReadOnlySpan<string>)["retry-after-ms", "x-ms-retry-after-ms"])
            if (response.Headers.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds))
                return TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));

        if (!response.Headers.TryGetValue("Retry-After", out var value))
            return TimeSpan.Zero;
        if (int.TryParse(value, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Max(0, seconds));

        // A date counts from the answer's own, since clocks differ.
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
            && response.Headers.Date is { } now && when > now
                ? when - now
                : TimeSpan.Zero;
    }

    private static string FirstLine(string text) => text.Trim().Split(['\r', '\n'], 2)[0].TrimEnd();
}
