using DataflowWrite.Commit;
using DataflowWrite.Storage;
using Microsoft.Extensions.Time.Testing;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// The commit protocol itself, in every state that two writers and a sweeper can reach, whatever the order of their steps and wherever they crash.
/// </summary>
public sealed class CommitExplorationTests
{
    private static readonly string[] Ids = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"];
    private static readonly string[] Old = ["p=1/old", "p=2/old"];
    private static readonly SaveMode[] Modes = Enum.GetValues<SaveMode>();

    public static IEnumerable<TestCaseData> Pairs()
    {
        foreach (var first in Modes)
            foreach (var second in Modes.Where(mode => mode >= first))
                yield return new TestCaseData(first, second);
    }

    [TestCaseSource(nameof(Pairs))]
    public void Every_state_of_two_writers_keeps_the_promises(SaveMode first, SaveMode second)
        => Explore([first, second], sweeps: 0, maxCrashes: 1);

    [TestCaseSource(nameof(Modes))]
    public void So_does_every_state_of_a_writer_and_a_sweeper(SaveMode mode)
        => Explore([mode], sweeps: 1, maxCrashes: 2, hasOld: mode is not (SaveMode.ErrorIfExists or SaveMode.Ignore));

    /// <summary>The exploration would tell: without its compare-and-swap both writers go on.</summary>
    [TestCase(SaveMode.Overwrite, SaveMode.Overwrite)]
    [TestCase(SaveMode.OverwritePartitions, SaveMode.Overwrite)]
    public void A_step_that_two_can_take_is_found(SaveMode first, SaveMode second)
        => FluentActions.Invoking(() => Explore([first, second], sweeps: 0, maxCrashes: 0, takesStepsTwice: true))
            .Should().Throw<AssertionException>().WithMessage("No order of the writes gives*they ended written, written*");

    private static void Explore(SaveMode[] modes, int sweeps, int maxCrashes, bool hasOld = true, bool takesStepsTwice = false)
    {
        var explorer = new Explorer(() => Start(modes, sweeps, hasOld, takesStepsTwice), maxCrashes);
        explorer.Run((world, _) => Inspect(world, modes, hasOld), (world, processes) => End(world, processes, modes, hasOld));
        TestContext.Out.WriteLine($"{string.Join('+', modes)}, {sweeps} sweeper, {maxCrashes} crashes: {explorer.States:N0} states, {explorer.Ends:N0} ends");
    }

    private static (World, StepProcess[]) Start(SaveMode[] modes, int sweeps, bool hasOld, bool takesStepsTwice)
    {
        var world = new World { ForgetsCondition = path => takesStepsTwice && path.StartsWith("_dfw/", StringComparison.Ordinal) };
        foreach (var path in hasOld ? Old : [])
            world.Put(ObjectPath.Parse(path), "old"u8.ToArray(), mustBeAbsent: true);

        var processes = modes.Select((mode, i) => new StepProcess($"{(char)('A' + i)}", world, process => WriteAsync(process, Ids[i], mode)))
            .Concat(Enumerable.Range(0, sweeps).Select(i => new StepProcess($"S{i}", world, SweepAsync)));
        return (world, [.. processes]);
    }

    private static async Task<string> WriteAsync(StepProcess process, string id, SaveMode mode)
    {
        var marks = 0;
        var transaction = new WriteTransaction(process.Store, id, new()
        {
            SaveMode = mode,
            Parallelism = 1,
            NewMark = () => $"{id}-{++marks}",
            TimeProvider = new FakeTimeProvider(),
        });
        process.Store.OwnJournal = $"_dfw/{id}";
        process.Knowledge = () => transaction.Knowledge;
        try
        {
            if (await transaction.BeginAsync() is var start and not TransactionStart.Begun)
                return start.ToString();

            foreach (var path in PathsOf(id))
                transaction.Add(await process.Store.UploadAsync(ObjectPath.Parse(path)));

            await transaction.CommitAsync();
            return "written";
        }
        catch (IOException exception)
        {
            await transaction.AbortAsync();
            return exception.GetType().Name;
        }
    }

    private static async Task<string> SweepAsync(StepProcess process)
    {
        var marks = 0;
        try
        {
            await Recovery.SweepAsync(process.Store, default, new()
            {
                OlderThan = TimeSpan.Zero,
                Parallelism = 1,
                NewMark = () => $"{process.Name}-{++marks}",
            });
            return "swept";
        }
        catch (IOException exception)
        {
            return exception.GetType().Name;
        }
    }

    private static string[] PathsOf(string id) => [$"p=1/{id}_0", $"p=2/{id}_1"];

    private static bool Has(World world, IEnumerable<string> paths)
    {
        var visible = world.Paths.ToHashSet(StringComparer.Ordinal);
        return paths.All(visible.Contains);
    }

    /// <summary>At any moment the old rows are there, or those of a write that replaces them.</summary>
    private static void Inspect(World world, SaveMode[] modes, bool hasOld)
    {
        if (!hasOld || Has(world, Old))
            return;

        for (var i = 0; i < modes.Length; i++)
            if (modes[i] is SaveMode.Overwrite or SaveMode.OverwritePartitions && Has(world, PathsOf(Ids[i])))
                return;

        throw new AssertionException($"Old rows are gone before new ones are there: {string.Join(", ", world.Paths)}.");
    }

    private static void End(World world, StepProcess[] processes, SaveMode[] modes, bool hasOld)
    {
        for (var i = 0; i < 2; i++)
        {
            var sweeper = new StepProcess($"F{i}", world, SweepAsync);
            while (sweeper.CanStep)
                sweeper.Step();

            if (sweeper.Outcome != "swept")
                throw new AssertionException($"Recovery ended with {sweeper.Outcome}.");
        }

        var visible = world.Paths.ToHashSet(StringComparer.Ordinal);
        if (world.UploadCount > 0 && world.AbortIsFinal)
            throw new AssertionException("An upload is left.");

        var outcomes = processes.Take(modes.Length).Select(process => process.Outcome).ToArray();
        if (!SerialRuns.Reach(visible, modes, Ids, outcomes, hasOld ? Old : [], PathsOf))
            throw new AssertionException(
                $"No order of the writes gives {string.Join(", ", visible)}; they ended {string.Join(", ", outcomes.Select(o => o ?? "crashed"))}.");
    }
}
