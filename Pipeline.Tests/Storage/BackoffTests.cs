using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class BackoffTests
{
    private static readonly Backoff Rule = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    [TestCase(1, 0.0, 0.5)]
    [TestCase(1, 1.0, 1.0)]
    [TestCase(3, 0.0, 2.0)]
    [TestCase(3, 1.0, 4.0)]
    [TestCase(100, 1.0, 10.0)]
    public void A_wait_doubles_with_each_attempt_half_fixed_and_half_random(int attempt, double random, double seconds)
        => Rule.Delay(attempt, null, random).Should().Be(TimeSpan.FromSeconds(seconds));

    [TestCase(0, 0.5)]
    [TestCase(7, 7.5)]
    [TestCase(60, 10.0)]
    public void What_the_store_asks_for_is_waited_unless_it_is_over_the_longest_wait(int asked, double seconds)
        => Rule.Delay(1, TimeSpan.FromSeconds(asked), 0).Should().Be(TimeSpan.FromSeconds(seconds));
}
