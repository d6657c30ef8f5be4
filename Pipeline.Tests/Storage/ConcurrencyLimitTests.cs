using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class ConcurrencyLimitTests
{
    [Test]
    public void Throttling_halves_the_limit_once_for_all_requests_under_way()
    {
        var limit = new ConcurrencyLimit(16);
        var tickets = Enumerable.Range(0, 16).Select(_ => limit.Start()).ToArray();

        foreach (var ticket in tickets)
            limit.Throttled(ticket);

        limit.Current.Should().Be(8);
        limit.Throttled(limit.Start());
        limit.Current.Should().Be(4);
    }

    [Test]
    public void The_limit_stays_at_least_one_and_comes_back_step_by_step()
    {
        var limit = new ConcurrencyLimit(4);
        for (var i = 0; i < 5; i++)
            limit.Throttled(limit.Start());

        limit.Current.Should().Be(1);
        var seen = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            limit.Succeeded();
            seen.Add(limit.Current);
        }

        seen.Should().Equal(2, 2, 3, 3, 3, 4, 4);
    }
}
