namespace DataflowWrite.Cli;

/// <summary>The command line asks for what cannot be; the message names the option and the accepted values.</summary>
internal sealed class UsageException(string message) : Exception(message);
