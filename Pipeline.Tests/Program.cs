using DataflowWrite.Tests.Crashes;

namespace DataflowWrite.Tests;

/// <summary>This assembly as a program: the writer that the crash tests kill.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => CrashWriter.RunAsync(arguments);
}
