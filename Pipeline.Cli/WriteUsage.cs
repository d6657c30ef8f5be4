namespace DataflowWrite.Cli;

/// <summary>
/// Puts the option in front of what the library says about a value, since the library knows only properties.
/// </summary>
internal static class WriteUsage
{
    public static UsageException Named(ArgumentException exception, WriteArguments arguments)
    {
        var message = ErrorText.Of(exception);
        return new(OptionOf(message, arguments) is { } option ? $"{option}: {message}" : message);
    }

    private static string? OptionOf(string message, WriteArguments arguments)
    {
        if (message.Contains("(--", StringComparison.Ordinal))
            return null;

        if (arguments.FileName is { } template && message.StartsWith($"'{template}'", StringComparison.Ordinal))
            return "--file-name";

        if (message.StartsWith($"'{arguments.To}'", StringComparison.Ordinal))
            return message.Contains("output mode", StringComparison.Ordinal) ? "--output-mode" : "--to";

        return arguments.PartitionBy.Count > 0 ? "--partition-by" : null;
    }
}
