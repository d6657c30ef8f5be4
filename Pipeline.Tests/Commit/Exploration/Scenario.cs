using DataflowWrite.Commit;
using DataflowWrite.Storage;
using Microsoft.Extensions.Time.Testing;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>Who is at work in one exploration, and what must hold then.</summary>
internal sealed record Scenario
{
    private static readonly string[] Ids = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"];
    private static readonly string[] OldPaths = ["p=1/old", "p=2/old"];

    /// <summary>Of the writers, of which the first has the smaller id.</summary>
    public required SaveMode[] Modes { get; init; }

    public int Sweepers { get; init; }

    public Limits Limits { get; init; } = new(Crashes: 1);

    /// <summary>Whether the dataset holds files when it begins.</summary>
    public bool HasOld { get; init; } = true;

    public bool AbortIsFinal { get; init; } = true;

    /// <summary>A planted defect: the writers take steps that others have taken.</summary>
    public bool WritersForgetCondition { get; init; }

    /// <summary>A planted defect: the sweeper takes steps that others have taken.</summary>
    public bool SweeperForgetsCondition { get; init; }

    public World World => Old.Aggregate(new World(AbortIsFinal), (world, path) => world.Put(ObjectPath.Parse(path), "old", mustBeAbsent: true));

    public IReadOnlyList<Func<StepProcess>> Processes =>
    [
        .. Modes.Select((mode, i) => (Func<StepProcess>)(() => new($"{(char)('A' + i)}", process => WriteAsync(process, Ids[i], mode)))),
        .. Enumerable.Range(0, Sweepers).Select(i => Sweeper($"{(char)('S' + i)}", SweeperForgetsCondition)),
    ];

    private string[] Old => HasOld ? OldPaths : [];

    /// <summary>At any moment the old rows are there, or those of a write that replaces them.</summary>
    public void Inspect(World world)
    {
        if (Has(world, Old))
            return;

        for (var i = 0; i < Modes.Length; i++)
            if (Modes[i] is SaveMode.Overwrite or SaveMode.OverwritePartitions && Has(world, PathsOf(Ids[i])))
                return;

        throw new AssertionException($"Old rows are gone before new ones are there: {string.Join(", ", world.Paths)}.");
    }

    /// <summary>After recovery nothing is left but what some order of the writes gives.</summary>
    public void Check(End end)
    {
        var outcomes = end.Outcomes[..Modes.Length];
        for (var i = 0; i < 2; i++)
            if (end.Run(Sweeper("F", false)) is var outcome and not "swept")
                throw new AssertionException($"Recovery ended with {outcome}.");

        if (end.World.UploadCount > 0 && AbortIsFinal)
            throw new AssertionException("An upload is left.");

        var visible = end.World.Paths.ToHashSet(StringComparer.Ordinal);
        if (!SerialRuns.Reach(visible, Modes, Ids, outcomes, Old, PathsOf))
            throw new AssertionException(
                $"No order of the writes gives {string.Join(", ", visible)}; they ended {string.Join(", ", outcomes.Select(o => o ?? "crashed"))}.");
    }

    public override string ToString()
        => $"{string.Join('+', Modes)}{string.Concat(Enumerable.Repeat("+sweeper", Sweepers))}, {(HasOld ? "" : "nothing there, ")}{(AbortIsFinal ? "" : "no final abort, ")}"
            + $"{Limits.Crashes} crashes{(Limits.LosesAnswer ? ", a lost answer" : "")}";

    private async Task<string> WriteAsync(StepProcess process, string id, SaveMode mode)
    {
        var store = new StepStore(process, AbortIsFinal, WritersForgetCondition);
        var marks = 0;
        var transaction = new WriteTransaction(store, id, new()
        {
            SaveMode = mode,
            Parallelism = 1,
            NewMark = () => $"{process.Name}{++marks}",
            TimeProvider = new FakeTimeProvider(),
        });
        try
        {
            if (await transaction.BeginAsync() is var start and not TransactionStart.Begun)
                return start.ToString();

            foreach (var path in PathsOf(id))
                transaction.Add(await store.UploadAsync(ObjectPath.Parse(path)));

            await transaction.CommitAsync();
            return WriteOutcome.Written;
        }
        catch (IOException exception)
        {
            return await DiscardAsync(transaction) ? OutcomeOf(exception) : WriteOutcome.Unknown;
        }
        catch (AggregateException)
        {
            return WriteOutcome.Unknown;
        }
    }

    private static async Task<bool> DiscardAsync(WriteTransaction transaction)
    {
        try
        {
            await transaction.AbortAsync();
            return true;
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    // What the documentation of each promises.
    private static string OutcomeOf(IOException exception) => exception switch
    {
        CleanupFailedException => WriteOutcome.Written,
        DatasetExistsException or WriteConflictException or CommitFailedException { NotTakenBack.Count: 0 } => exception.GetType().Name,
        _ => WriteOutcome.Unknown,
    };

    // A sweeper never tries two steps of one number in one journal, so that its name marks what it has put.
    private Func<StepProcess> Sweeper(string name, bool forgetsCondition)
        => () => new(name, async process =>
        {
            try
            {
                await Recovery.SweepAsync(new StepStore(process, AbortIsFinal, forgetsCondition), default, new()
                {
                    OlderThan = TimeSpan.Zero,
                    Parallelism = 1,
                    NewMark = () => process.Name,
                });
                return "swept";
            }
            catch (IOException exception)
            {
                return exception.GetType().Name;
            }
        });

    private static string[] PathsOf(string id) => [$"p=1/{id}_0", $"p=2/{id}_1"];

    private static bool Has(World world, IEnumerable<string> paths)
    {
        var visible = world.Paths.ToHashSet(StringComparer.Ordinal);
        return paths.All(visible.Contains);
    }
}
