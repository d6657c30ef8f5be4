using DataflowWrite.Commit;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>Whether some order of whole writes, one after the other, gives what is visible.</summary>
internal static class SerialRuns
{
    /// <param name="visible">What a reader finds at the end.</param>
    /// <param name="modes">Of the writers.</param>
    /// <param name="ids">Of the writers.</param>
    /// <param name="outcomes">What each was told; null for one that crashed.</param>
    /// <param name="old">What was there before.</param>
    /// <param name="pathsOf">The files of a write.</param>
    public static bool Reach(
        HashSet<string> visible, SaveMode[] modes, string[] ids, string?[] outcomes, string[] old, Func<string, string[]> pathsOf)
    {
        foreach (var order in modes.Length == 1 ? [[0]] : new[] { new[] { 0, 1 }, [1, 0] })
            foreach (var keepsAppended in new[] { false, true })
                for (var written = 0; written < 4; written++)
                    if (order.All(i => Agrees(outcomes[i], (written & (1 << i)) != 0))
                        && visible.SetEquals(Run(order.Where(i => (written & (1 << i)) != 0), modes, ids, old, pathsOf, keepsAppended)))
                        return true;

        return false;
    }

    private static bool Agrees(string? outcome, bool written) => outcome switch
    {
        null or WriteOutcome.Unknown => true,
        WriteOutcome.Written => written,
        _ => !written,
    };

    // A replacing write keeps what was appended while it was at work, and may remove what was appended before.
    private static HashSet<string> Run(
        IEnumerable<int> order, SaveMode[] modes, string[] ids, string[] old, Func<string, string[]> pathsOf, bool keepsAppended)
    {
        var files = old.ToHashSet(StringComparer.Ordinal);
        var appended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var i in order)
        {
            var own = pathsOf(ids[i]);
            if (modes[i] is SaveMode.ErrorIfExists or SaveMode.Ignore && files.Except(appended).Any())
                return ["impossible"];

            if (modes[i] is SaveMode.Overwrite or SaveMode.OverwritePartitions)
                files.RemoveWhere(path => !keepsAppended || !appended.Contains(path));

            files.UnionWith(own);
            if (modes[i] == SaveMode.Append)
                appended.UnionWith(own);
        }

        return files;
    }
}
