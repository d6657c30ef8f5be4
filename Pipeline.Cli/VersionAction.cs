using System.CommandLine;
using System.CommandLine.Invocation;
using DataflowWrite.Compression;

namespace DataflowWrite.Cli;

internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetName().Version?.ToString(3);
        parseResult.InvocationConfiguration.Output.WriteLine($"dfw {version} (xz: {CompressionInfo.For(CompressionType.Xz).Library})");
        return ExitCode.Done;
    }
}
