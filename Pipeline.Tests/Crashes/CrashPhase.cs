namespace DataflowWrite.Tests.Crashes;

/// <summary>How far a killed write had come, by the calls that it had announced.</summary>
internal static class CrashPhase
{
    public const string Writing = "writing";
    public const string Publishing = "publishing";

    /// <summary>Also the last line of a write that nobody killed.</summary>
    public const string Done = "done";

    public static string Of(IReadOnlyCollection<string> calls)
        => calls.Contains(Done) ? Done : calls.Any(Publishes) ? Publishing : Writing;

    /// <summary>Whether a call makes something visible.</summary>
    public static bool Publishes(string call) => call.StartsWith(AnnouncingStore.Publish, StringComparison.Ordinal);
}
