using DataflowWrite.Commit;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.Crashes;

/// <summary>
/// Writes that are killed with SIGKILL, again and again over the same dataset, and recovered: readers find exactly the old rows or the new ones, and
/// nothing else is left.
/// </summary>
public sealed class CrashTests
{
    private const int PartitionsOfSome = 3;

    private static readonly SaveMode[] Modes =
        [SaveMode.ErrorIfExists, SaveMode.Append, SaveMode.OverwritePartitions, SaveMode.Overwrite, SaveMode.Append, SaveMode.Overwrite, SaveMode.OverwritePartitions];

    [TestCase("file", 20)]
    [TestCase("s3", 20)]
    [TestCase("az", 20)]
    [TestCase("file", 200, Category = "Long")]
    [TestCase("s3", 200, Category = "Long")]
    [TestCase("az", 200, Category = "Long")]
    public async Task A_killed_write_leaves_the_old_rows_or_the_new_ones(string scheme, int kills)
    {
        using var place = await StorePlace.MakeAsync(scheme);
        var run = new CrashRun(place, new Random(kills));
        for (var kill = 0; kill < kills; kill++)
            await run.KillAsync($"lake{kill / Modes.Length}", Modes[kill % Modes.Length], PartitionsOfSome);

        await TestContext.Out.WriteLineAsync($"{scheme}: {run.Report}");
        (run.RowsLost, run.RowsDoubled, run.Left).Should().Be((0, 0, 0));
        run.KillsWhile(CrashPhase.Publishing).Should().BeGreaterThanOrEqualTo(kills / 4);
    }
}
