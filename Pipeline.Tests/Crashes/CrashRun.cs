using DataflowWrite.Commit;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.Crashes;

/// <summary>A sequence of kills in one place, and what came of them.</summary>
internal sealed class CrashRun(StorePlace place, Random random)
{
    private readonly Dictionary<SaveMode, (int All, int First)> _calls = [];
    private readonly Dictionary<string, int> _kills = [];
    private readonly Dictionary<RecoveryAction, int> _recoveries = [];
    private int _writes;

    public int RowsLost { get; private set; }

    public int RowsDoubled { get; private set; }

    /// <summary>Objects, uploads and temporary files that recovery has left.</summary>
    public int Left { get; private set; }

    public string Report
        => $"kills {Text(_kills)}; recoveries {Text(_recoveries)}; left {Left}, rows lost {RowsLost}, rows doubled {RowsDoubled}";

    public int KillsWhile(string phase) => _kills.GetValueOrDefault(phase);

    /// <summary>Kills a write, looks at what readers see, recovers, and looks again.</summary>
    public async Task KillAsync(string dataset, SaveMode mode, int someOfThePartitions)
    {
        var partitions = mode == SaveMode.OverwritePartitions ? someOfThePartitions : CrashRows.Partitions;
        var old = await CrashRows.ReadAsync(place.Store, dataset);
        var writeId = $"write{_writes++:D11}";
        var written = CrashRows.Of(writeId, partitions).ToList();
        var replaced = written.Select(row => row.Partition).ToHashSet();
        var whole = mode switch
        {
            SaveMode.Overwrite => written,
            SaveMode.OverwritePartitions => [.. old.Where(row => !replaced.Contains(row.Partition)), .. written],
            _ => [.. old, .. written],
        };

        var killed = await KilledWrite.RunAsync($"{place.Root}/{dataset}", mode, writeId, partitions, place.Environment, await PickAsync(mode, partitions));
        Count(_kills, killed.Phase);
        var seen = await CrashRows.ReadAsync(place.Store, dataset);
        if (killed.Phase == CrashPhase.Writing)
            Compare(seen, old);

        foreach (var item in await place.RecoverAsync(dataset))
            Count(_recoveries, item.Action);

        seen = await CrashRows.ReadAsync(place.Store, dataset);
        Compare(seen, seen.Any(row => row.Row.StartsWith($"{writeId}-", StringComparison.Ordinal)) || killed.Phase == CrashPhase.Done ? whole : old);
        var remains = await place.RemainsAsync();
        Left += remains.Count;
        if (remains.Count > 0)
            await TestContext.Out.WriteLineAsync($"{mode} killed at {killed.Calls[^1]} leaves {string.Join(", ", remains)}");
    }

    /// <summary>A call of the whole write or, every other time, one from the first that publishes on; a trial run has told how many there are.</summary>
    private async Task<Func<string, bool>> PickAsync(SaveMode mode, int partitions)
    {
        var (all, first) = await CallsOfAsync(mode, partitions);
        var call = _writes % 2 == 0 ? random.Next(all) : random.Next(first, all);
        return _ => call-- == 0;
    }

    private async Task<(int All, int First)> CallsOfAsync(SaveMode mode, int partitions)
    {
        if (_calls.TryGetValue(mode, out var known))
            return known;

        var trial = $"{place.Root}/trial-{mode}";
        var whole = await KilledWrite.RunAsync(trial, SaveMode.Append, "write00000before", CrashRows.Partitions, place.Environment, _ => false);
        if (mode is not (SaveMode.Append or SaveMode.ErrorIfExists))
            whole = await KilledWrite.RunAsync(trial, mode, "write000000after", partitions, place.Environment, _ => false);

        return _calls[mode] = (whole.Calls.Count - 1, whole.Calls.TakeWhile(call => !CrashPhase.Publishes(call)).Count());
    }

    private void Compare(List<(string Partition, string Row)> seen, List<(string Partition, string Row)> expected)
    {
        var distinct = seen.ToHashSet();
        RowsLost += expected.Count(row => !distinct.Contains(row));
        RowsDoubled += seen.Count - distinct.Count + distinct.Except(expected).Count();
    }

    private static void Count<T>(Dictionary<T, int> counts, T what)
        where T : notnull
        => counts[what] = counts.GetValueOrDefault(what) + 1;

    private static string Text<T>(Dictionary<T, int> counts)
        where T : notnull
        => string.Join(", ", counts.OrderBy(count => $"{count.Key}").Select(count => $"{count.Key} {count.Value}"));
}
