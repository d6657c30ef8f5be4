using System.Text;
using DataflowWrite.Cli;

namespace DataflowWrite.Tests.Cli;

/// <summary>One run of the tool inside this process.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static Task<CliRun> Of(params string[] arguments) => With(Stream.Null, arguments);

    public static async Task<CliRun> With(Stream input, params string[] arguments)
    {
        using var interruption = new Interruption();
        return await With(input, interruption, arguments);
    }

    public static async Task<CliRun> With(Stream input, Interruption interruption, params string[] arguments)
    {
        var output = new MemoryStream();
        var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new(input, output, error, ErrorIsTerminal: false), interruption);
        return new(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>One line on standard error, and the exit code.</summary>
    public void ShouldFail(int code, string message)
    {
        Error.Should().Match($"dfw: {message}").And.EndWith("\n");
        Error.TrimEnd('\n').Should().NotContain("\n");
        Code.Should().Be(code);
        Output.Should().BeEmpty();
    }
}
