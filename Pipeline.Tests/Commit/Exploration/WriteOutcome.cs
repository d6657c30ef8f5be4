namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>What a writer was told; any other text says why nothing was written.</summary>
internal static class WriteOutcome
{
    public const string Written = "written";

    /// <summary>The store did not answer: it may have been written or not.</summary>
    public const string Unknown = "unknown";
}
