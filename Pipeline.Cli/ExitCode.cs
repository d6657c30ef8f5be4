namespace DataflowWrite.Cli;

/// <summary>What scripts can rely on.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command failed; of a write, nothing is visible.</summary>
    public const int Failed = 1;

    public const int Usage = 2;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
