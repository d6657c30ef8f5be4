namespace DataflowWrite.S3;

/// <summary>Refuses options that no request can honour.</summary>
internal static class S3OptionsCheck
{
    public static void Check(S3ObjectStoreOptions options)
    {
        Require(
            options.PartSize is >= S3ObjectStoreOptions.MinPartSize and <= S3ObjectStoreOptions.MaxPartSize,
            nameof(options.PartSize), options.PartSize, "from 5 MiB to 5 GiB, which is what S3 takes");
        Require(options.PartsInFlight >= 1, nameof(options.PartsInFlight), options.PartsInFlight, "at least 1");
        Require(options.MaxConcurrentRequests >= 1, nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests, "at least 1");
        Require(Enum.IsDefined(options.Checksum), nameof(options.Checksum), options.Checksum, "a member of S3Checksum");
        Require(options.Retry.MaxAttempts >= 1, "Retry.MaxAttempts", options.Retry.MaxAttempts, "at least 1");
        Require(options.Retry.BaseDelay >= TimeSpan.Zero, "Retry.BaseDelay", options.Retry.BaseDelay, "zero or more");
        Require(
            options.Retry.MaxDelay >= options.Retry.BaseDelay && options.Retry.MaxDelay <= TimeSpan.FromDays(1),
            "Retry.MaxDelay", options.Retry.MaxDelay, "from BaseDelay to one day");
        CheckMetadata(options.Metadata);
    }

    /// <summary>Refuses names and values that do not travel as headers.</summary>
    public static void CheckMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            if (name.Length == 0 || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') || name == UploadMark.Name)
                throw new ArgumentException(
                    $"'{name}' cannot name metadata: use lower-case ASCII letters, digits and '-', and not '{UploadMark.Name}'.", nameof(metadata));

            if (!value.All(c => c is >= ' ' and <= '~'))
                throw new ArgumentException($"The metadata '{name}' has a value that is not printable ASCII; encode it.", nameof(metadata));
        }
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
            throw new ArgumentException($"{nameof(S3ObjectStoreOptions)}.{name} is {value}; it has to be {expected}.", "options");
    }
}
