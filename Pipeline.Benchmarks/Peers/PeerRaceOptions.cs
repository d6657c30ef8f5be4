using System.Globalization;
using DataflowWrite.Benchmarks.Workloads;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>What is raced, by whom, and how often.</summary>
internal sealed record PeerRaceOptions
{
    public const string Usage =
        "race [--workload W,…] [--format F,…] [--partition COLUMN|few|dates|tenants,…] [--rows N] [--reps N] [--warm-ups N] [--threads N]"
        + " [--peers P,…] [--directory DIR] [--json FILE]";

    public IReadOnlyList<Workload> Workloads { get; private init; } = [WorkloadList.Events, WorkloadList.LineItem];

    public IReadOnlyList<RaceFormat> Formats { get; private init; } = [RaceFormat.All[0]];

    /// <summary>Columns, or their names in a workload; null among them is no partition.</summary>
    public IReadOnlyList<string?> Partitions { get; private init; } = [null];

    public int? Rows { get; private init; }

    public int Reps { get; private init; } = 5;

    public int WarmUps { get; private init; } = 2;

    public int Threads { get; private init; } = 2;

    public IReadOnlyList<Entrant> Entrants { get; private init; } = EntrantList.All;

    public string Directory { get; private init; } = Path.GetTempPath();

    public string? Json { get; private init; }

    /// <summary>Null for arguments that are not those of <see cref="Usage"/>.</summary>
    public static PeerRaceOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new PeerRaceOptions();
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
            if (options.With(name, value) is { } changed)
                options = changed;
            else
                return null;

        return arguments.IsEmpty ? options : null;
    }

    private PeerRaceOptions? With(string name, string value) => name switch
    {
        "--workload" => FindAll(value, WorkloadList.Find) is { } found ? this with { Workloads = found } : null,
        "--format" => FindAll(value, RaceFormat.Find) is { } found ? this with { Formats = found } : null,
        "--peers" => FindAll(value, name => EntrantList.All.FirstOrDefault(entrant => entrant.Name == name)) is { } found
            ? this with { Entrants = found }
            : null,
        "--partition" => this with { Partitions = [.. value.Split(',').Select(column => column == "none" ? null : column)] },
        "--directory" => this with { Directory = Path.GetFullPath(value) },
        "--json" => this with { Json = value },
        _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? With(name, number) : null,
    };

    private PeerRaceOptions? With(string name, int number) => (name, number) switch
    {
        ("--warm-ups", _) => this with { WarmUps = number },
        (_, 0) => null,
        ("--rows", _) => this with { Rows = number },
        ("--reps", _) => this with { Reps = number },
        ("--threads", _) => this with { Threads = number },
        _ => null,
    };

    private static IReadOnlyList<T>? FindAll<T>(string names, Func<string, T?> find)
        where T : class
    {
        List<T> found = [];
        foreach (var name in names.Split(','))
            if (find(name) is { } item)
                found.Add(item);
            else
                return null;

        return found;
    }
}
