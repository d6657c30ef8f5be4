using Microsoft.Extensions.Logging;

namespace DataflowWrite.Cli;

/// <summary>Log messages on standard error, one line each.</summary>
internal sealed class ConsoleLogger(TextWriter error) : ILogger
{
    private readonly TextWriter _error = TextWriter.Synchronized(error);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _error.WriteLine($"dfw: {logLevel.ToString().ToLowerInvariant()}: {formatter(state, exception).ReplaceLineEndings(" ")}");
}
