using DataflowWrite.Storage;

namespace DataflowWrite.S3.Calls;

/// <summary>One wording for what goes wrong with requests. Nothing of a request is told but bucket and key.</summary>
internal static class S3Errors
{
    public static S3StoreException Translate(S3Failure failure, S3Action action, ObjectPath path, string store)
        => new($"Cannot {action.Verb} '{path}' in {store}: {Cause(failure, action)}", failure);

    public static FileNotFoundException NotFound(ObjectPath path, string store)
        => new($"There is no object '{path}' in {store}.", path.Value);

    public static PreconditionFailedException Exists(ObjectPath path, string store)
        => new(path, $"'{path}' exists already in {store}; nothing was replaced.");

    public static PreconditionFailedException Changed(ObjectPath path, string store, string? actual, string expected)
        => new(path, $"'{path}' in {store} {(actual is null ? "is gone" : $"has the ETag {actual}")}, not {expected}; nothing was replaced.");

    public static FileNotFoundException UploadGone(ObjectPath path, string store)
        => new(
            $"Cannot commit '{path}' in {store}: its upload is gone, and no object of it is there. It was aborted, by somebody or by a lifecycle rule, or the "
                + "object was removed or replaced. Write it again.",
            path.Value);

    public static IOException ForeignToken(ObjectPath path, string store)
        => new($"The token of '{path}' was not made by an S3 store, so {store} cannot use it.");

    public static IOException ListedToken(ObjectPath path, string store)
        => new($"The upload of '{path}' in {store} was found by listing and may be unfinished: it can be aborted only.");

    private static string Cause(S3Failure failure, S3Action action) => failure.Kind switch
    {
        S3FailureKind.NoSuchBucket => "there is no such bucket. Create it, or check its name in the URI, the region (AWS_REGION) and the endpoint (AWS_ENDPOINT_URL_S3).",
        S3FailureKind.NotFound => "it is not there.",
        S3FailureKind.Denied =>
            $"access is denied. The credentials need {action.Permission} here, and with KMS keys kms:GenerateDataKey and kms:Decrypt.",
        S3FailureKind.BadCredentials =>
            $"the credentials are missing, wrong or expired{Code(failure)}. Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN or the profile.",
        S3FailureKind.ClockSkew => "the clock of this machine differs from the store's by too much. Set it.",
        S3FailureKind.Throttled =>
            $"the store asks to slow down{Code(failure)}, and did so at the last attempt too. Write fewer and larger files, or in code lower MaxConcurrentRequests.",
        S3FailureKind.Conflict => $"another request at the same key is under way{Code(failure)}, at the last attempt too. Try again later.",
        S3FailureKind.TimedOut => "the store did not answer in time. Check the network, or in code raise the time-out of the client.",
        S3FailureKind.Unreachable => $"the store cannot be reached ({Innermost(failure.Cause)}). Check the endpoint (AWS_ENDPOINT_URL_S3), the network and the proxy.",
        S3FailureKind.ServerError => $"the store failed{Code(failure)}, at the last attempt too. Try again later.",
        _ => $"the store refuses it{Code(failure)}: {failure.Cause.Message}",
    };

    private static string Code(S3Failure failure) => failure.Code is { Length: > 0 } code ? $" ({code})" : "";

    private static string Innermost(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');
}
