namespace DataflowWrite.Partitioning;

/// <summary>Decides between one file and a directory of files, and puts paths together.</summary>
internal static class OutputLayout
{
    /// <summary><see cref="OutputMode.Single"/> or <see cref="OutputMode.Directory"/>, by the rules of <see cref="OutputMode"/>.</summary>
    /// <exception cref="ArgumentException">The mode contradicts the destination, or the destination leaves it open.</exception>
    public static OutputMode Resolve(OutputTarget target, OutputMode requested) => requested switch
    {
        OutputMode.Single => Single(target, "one file was asked for"),
        OutputMode.Directory => Directory(target, "a directory was asked for"),
        _ => Automatic(target),
    };

    /// <summary>The path of a file below the dataset's directory.</summary>
    public static string FilePath(PartitionKey key, string fileName)
        => key.Path.Length == 0 ? fileName : $"{key.Path}/{fileName}";

    private static OutputMode Automatic(OutputTarget target)
    {
        if (target.HasTrailingSlash)
            return Directory(target, "its trailing slash says that it is a directory");
        if (target.ExistsAsDirectory)
            return OutputMode.Directory;
        if (target.Partitioned)
            return Directory(target, "a partitioned dataset is a directory");
        if (target.IsDataFileName)
            return Single(target, "its extension says that it is one file");
        if (!NameOf(target.Text).Contains('.'))
            return Directory(target, "a name without an extension is a directory");

        throw new ArgumentException(
            $"'{target.Text}' may be a file or a directory: its name has a dot but no known data extension. " +
            "Say which with the output mode, single or directory, or end it with a slash for a directory.");
    }

    private static OutputMode Single(OutputTarget target, string reason)
    {
        if (target.Partitioned)
            throw Contradiction(
                target, reason, "a partitioned dataset is a directory", "Leave out the partition columns or the output mode");
        if (target.HasTrailingSlash)
            throw Contradiction(target, reason, "it ends with a slash", "Leave out the slash or the output mode");
        if (target.ExistsAsDirectory)
            throw Contradiction(target, reason, "there is a directory of that name", "Give the file another name");
        if (target.ExistsAsFile)
            throw new ArgumentException(
                $"'{target.Text}' exists, and nothing was written. The save mode 'overwrite' would replace the file, 'ignore' leave it as it is without an " +
                "error; nothing is appended to a single file. Or give it another name, or write a directory.");

        return OutputMode.Single;
    }

    private static OutputMode Directory(OutputTarget target, string reason)
        => target.ExistsAsFile
            ? throw Contradiction(
                target, reason, "there is a file of that name", "Give the directory another name or remove the file first")
            : OutputMode.Directory;

    private static ArgumentException Contradiction(OutputTarget target, string reason, string fact, string advice)
        => new($"'{target.Text}' cannot be written: {reason}, but {fact}. {advice}.");

    private static ReadOnlySpan<char> NameOf(string text)
    {
        var path = text.AsSpan().TrimEnd("/\\");
        return path[(path.LastIndexOfAny('/', '\\') + 1)..];
    }
}
