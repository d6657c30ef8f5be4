using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DataflowWrite.Cli;

/// <summary>The three standard streams of one run, so that a run can be given others.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output; unbuffered, and a closed pipe behind it fails a write.</param>
/// <param name="Error">Standard error; any thread may write to it.</param>
/// <param name="ErrorIsTerminal">Whether somebody watches standard error live.</param>
internal sealed record CliConsole(Stream Input, Stream Output, TextWriter Error, bool ErrorIsTerminal)
{
    private const int StandardOutput = 1;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static CliConsole OfProcess()
    {
        var error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true });
        var isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new(Console.OpenStandardInput(), OpenOutput(), error, isTerminal);
    }

    public async Task WriteLinesAsync(string text, CancellationToken cancellationToken = default)
        => await Output.WriteAsync(Utf8.GetBytes(text + "\n"), cancellationToken);

    // The console's stream takes a closed pipe for success, and a file stream keeps a file position of its own: each
    // where it does no harm.
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();

        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
