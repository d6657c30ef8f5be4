namespace DataflowWrite.S3.Calls;

/// <summary>What a failed request means for what to do next.</summary>
internal enum S3FailureKind
{
    /// <summary>Anything that trying again does not change.</summary>
    Refused,

    /// <summary>The object, or the upload, is not there.</summary>
    NotFound,

    NoSuchBucket,

    PreconditionFailed,

    RangeBeyondEnd,

    Denied,

    BadCredentials,

    ClockSkew,

    /// <summary>Another request at the same key is under way.</summary>
    Conflict,

    Throttled,

    ServerError,

    TimedOut,

    Unreachable,
}
