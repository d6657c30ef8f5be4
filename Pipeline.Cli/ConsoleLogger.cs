using Microsoft.Extensions.Logging;

namespace DataflowWrite.Cli;

/// <summary>Log messages on standard error, one line each.</summary>
internal sealed class ConsoleLogger(TextWriter error) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var level = logLevel.ToString().ToLowerInvariant();
        error.WriteLine($"dfw: {level}: {formatter(state, exception).ReplaceLineEndings(" ")}");
    }
}
