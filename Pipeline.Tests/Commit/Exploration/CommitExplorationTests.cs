using DataflowWrite.Commit;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// The commit protocol itself, in every state that writers and sweepers can reach, whatever the order of their steps and wherever they crash.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class CommitExplorationTests
{
    private static readonly SaveMode[] Modes = Enum.GetValues<SaveMode>();

    public static IEnumerable<TestCaseData> Pairs()
    {
        foreach (var first in Modes)
            foreach (var second in Modes.Where(mode => mode >= first))
                yield return new TestCaseData(first, second);
    }

    public static IEnumerable<TestCaseData> PairsTheOtherWayRound()
        => Pairs().Select(pair => pair.Arguments).Where(pair => !Equals(pair[0], pair[1])).Select(pair => new TestCaseData(pair[1], pair[0]));

    [TestCaseSource(nameof(Pairs))]
    public void Every_state_of_two_writers_and_a_sweeper_keeps_the_promises(SaveMode first, SaveMode second)
        => ExploreFromBoth(new() { Modes = [first, second], Sweepers = 1 });

    [Category("Long")]
    [TestCaseSource(nameof(PairsTheOtherWayRound))]
    public void It_does_whoever_has_the_smaller_id(SaveMode first, SaveMode second)
        => ExploreFromBoth(new() { Modes = [first, second], Sweepers = 1 });

    [Category("Long")]
    [TestCaseSource(nameof(Pairs))]
    public void It_does_where_no_abort_is_final(SaveMode first, SaveMode second)
        => ExploreFromBoth(new() { Modes = [first, second], Sweepers = 1, AbortIsFinal = false });

    [TestCaseSource(nameof(Pairs))]
    public void Every_state_of_two_writers_of_which_one_misses_an_answer_keeps_the_promises(SaveMode first, SaveMode second)
        => ExploreFromBoth(new() { Modes = [first, second], Limits = new(Crashes: 1, LosesAnswer: true) });

    [Test]
    public void Every_state_of_a_writer_and_two_sweepers_keeps_the_promises([ValueSource(nameof(Modes))] SaveMode mode, [Values] bool abortIsFinal)
        => ExploreFromBoth(new() { Modes = [mode], Sweepers = 2, AbortIsFinal = abortIsFinal, Limits = new(Crashes: 3) });

    [Test]
    public void Every_state_of_a_writer_and_a_sweeper_of_which_one_misses_an_answer_keeps_the_promises(
        [ValueSource(nameof(Modes))] SaveMode mode, [Values] bool abortIsFinal)
        => ExploreFromBoth(new() { Modes = [mode], Sweepers = 1, AbortIsFinal = abortIsFinal, Limits = new(Crashes: 2, LosesAnswer: true) });

    /// <summary>The exploration would tell: without its compare-and-swap both writers go on.</summary>
    [TestCase(SaveMode.Overwrite, SaveMode.Overwrite)]
    [TestCase(SaveMode.OverwritePartitions, SaveMode.Overwrite)]
    public void A_step_that_two_writers_can_take_is_found(SaveMode first, SaveMode second)
        => FluentActions.Invoking(() => Explore(new() { Modes = [first, second], WritersForgetCondition = true }))
            .Should().Throw<AssertionException>().WithMessage("No order of the writes gives*they ended written, written*");

    /// <summary>It would tell of a sweeper too that undoes what a writer has begun to publish.</summary>
    [TestCase(SaveMode.Append)]
    [TestCase(SaveMode.Overwrite)]
    public void A_step_that_a_sweeper_takes_though_the_writer_has_taken_it_is_found(SaveMode mode)
        => FluentActions.Invoking(() => Explore(new() { Modes = [mode, SaveMode.Append], Sweepers = 1, SweeperForgetsCondition = true }))
            .Should().Throw<AssertionException>().WithMessage("No order of the writes gives*crashed*");

    /// <summary>From a dataset with files, and from nothing where the modes differ there from what they do first.</summary>
    private static void ExploreFromBoth(Scenario scenario)
    {
        Explore(scenario);
        if (scenario.Modes.Any(mode => mode is SaveMode.ErrorIfExists or SaveMode.Ignore))
            Explore(scenario with { HasOld = false });
    }

    private static void Explore(Scenario scenario)
    {
        var explorer = new Explorer(scenario.Limits, scenario.World, scenario.Processes);
        explorer.Run(scenario.Inspect, scenario.Check);
        TestContext.Out.WriteLine($"{scenario}: {explorer.States:N0} states, {explorer.Ends:N0} ends");
    }
}
