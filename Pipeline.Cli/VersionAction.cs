using System.CommandLine;
using System.CommandLine.Invocation;

namespace DataflowWrite.Cli;

internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"dfw {typeof(VersionAction).Assembly.GetName().Version?.ToString(3)}");
        return ExitCode.Done;
    }
}
