using System.CommandLine;

namespace DataflowWrite.Cli;

/// <summary>What the parser of the command line objects to.</summary>
internal static class UsageText
{
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand)
            return $"{(parsed.UnmatchedTokens is [var token, ..] ? $"'{token}' is no command" : "a command is missing")}; "
                + "use write, inspect or cat, and see 'dfw --help'.";

        var error = parsed.Errors.Count > 0 ? parsed.Errors[0].Message : "The command line cannot be read.";
        return $"{error.TrimEnd('.')}; see 'dfw {command.Name} --help'.";
    }

    /// <summary>Refuses what looks like an option among the inputs, where the parser takes it for a name.</summary>
    public static void RefuseOptions(IEnumerable<string> names, string command)
    {
        foreach (var name in names)
            if (name.Length > 1 && name[0] == '-' && !Path.Exists(name))
                throw new UsageException($"'{name}' is no option of 'dfw {command}'; see 'dfw {command} --help'.");
    }
}
