using System.CommandLine;
using System.Globalization;
using DataflowWrite.Commit;

namespace DataflowWrite.Cli;

/// <summary><c>dfw recover</c>: ends the writes that died.</summary>
internal static class RecoverCommand
{
    private const string Help = """
        Lists what writes that died have left of a dataset or file, and with --apply ends them: one that had begun to publish is finished, any other undone.
        Afterwards the dataset is exactly the old or the new one. --older-than 0s is your word that no writer is alive.

          dfw recover out/
          dfw recover out/ --older-than 0s --apply
        """;

    public static Command Create(CliConsole console)
    {
        var dataset = new Argument<string>("dataset") { Description = "The directory, file or URI that was being written." };
        var olderThan = new Option<string?>("--older-than") { HelpName = "AGE", Description = "How long a write must have given no sign, as 90s, 30m, 1h or 2d. Default: 1h." };
        var apply = new Option<bool>("--apply") { Description = "Do it. Default: only list." };
        var command = new Command("recover", Help);
        command.Arguments.Add(dataset);
        command.Options.Add(olderThan);
        command.Options.Add(apply);
        command.SetAction((parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(dataset);
            UsageText.RefuseOptions([path], "recover");
            var options = new RecoveryOptions { OlderThan = AgeOf(olderThan.Name, parsed.GetValue(olderThan)) };
            return RunAsync(path, options, parsed.GetValue(apply), console, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        string path, RecoveryOptions options, bool applies, CliConsole console, CancellationToken cancellationToken)
    {
        using var opened = new OpenDestination(path);
        var destination = opened.Place;
        var items = applies
            ? await Recovery.SweepAsync(destination.Store, destination.Path, options, cancellationToken)
            : await Recovery.ScanAsync(destination.Store, destination.Path, options, cancellationToken);
        var lines = items.Select(item => Line(item, applies)).Append(Summary(items, applies));
        if (items.Count == 0 && !await ExistsAsync(destination, cancellationToken))
            throw new FileNotFoundException($"There is no dataset, file or unfinished write at '{path}'. Check the path.");

        await console.WriteLinesAsync(string.Join('\n', lines), cancellationToken);
        foreach (var item in items)
            if (item.Problem is { } problem)
                await console.Error.WriteLineAsync($"dfw: {problem}");

        return items.Any(item => item.Problem is not null) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<bool> ExistsAsync(WriteDestination destination, CancellationToken cancellationToken)
    {
        if (destination.ExistsAsDirectory || await IsObjectAsync(destination, cancellationToken))
            return true;

        await foreach (var _ in destination.Store.ListAsync(destination.Path, cancellationToken))
            return true;

        return false;
    }

    private static async Task<bool> IsObjectAsync(WriteDestination destination, CancellationToken cancellationToken)
        => !destination.Path.IsRoot && await destination.Store.HeadAsync(destination.Path, cancellationToken) is not null;

    private static string Line(RecoveryItem item, bool applies)
        => $"{item.Path}  {item.State}{(item.LastSign is { } sign ? $" since {sign.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "")}  {(item.Problem is null ? Verb(item.Action, applies) : "left alone: it cannot be read")}";

    private static string Verb(RecoveryAction action, bool applies) => (action, applies) switch
    {
        (RecoveryAction.Finish, true) => "finished",
        (RecoveryAction.Finish, false) => "would be finished",
        (RecoveryAction.Undo, true) => "undone",
        (RecoveryAction.Undo, false) => "would be undone",
        (RecoveryAction.Remove, true) => "removed",
        (RecoveryAction.Remove, false) => "would be removed",
        _ => "left alone: it may be alive",
    };

    private static string Summary(IReadOnlyList<RecoveryItem> items, bool applies)
    {
        var due = items.Count(item => item.Action != RecoveryAction.None);
        return items.Count == 0 ? "Nothing is left of any write."
            : applies ? $"Ended {due} of {items.Count}."
            : $"{due} of {items.Count} would be ended; give --apply to do it.";
    }

    private static TimeSpan AgeOf(string name, string? text)
    {
        if (text is null)
            return RecoveryOptions.DefaultOlderThan;

        var unit = text.Length > 1 ? text[^1] : ' ';
        if (!int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            unit = ' ';

        return unit switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => throw new UsageException($"{name} takes a number and a unit, as 90s, 30m, 1h or 2d, and not '{text}'."),
        };
    }
}
