using System.Threading.Tasks.Dataflow;
using DataflowWrite.Stages;

namespace DataflowWrite.Tests.Stages;

public sealed class BlockLinksTests
{
    [Test]
    public async Task A_chained_target_ends_with_its_source()
    {
        var (source, received, target) = Pair();
        BlockLinks.Chain(source, target);
        source.Post(1);
        source.Complete();

        await target.Completion;

        received.Should().Equal(1);
    }

    [Test]
    public async Task The_end_message_comes_behind_the_last_one()
    {
        var (source, received, target) = Pair();
        BlockLinks.ChainWithEnd(source, target, end: -1);
        source.Post(1);
        source.Post(2);
        source.Complete();

        await target.Completion;

        received.Should().Equal(1, 2, -1);
    }

    [Test]
    public async Task A_fed_target_completes_with_its_source()
    {
        var (source, received, target) = Pair();
        BlockLinks.Feed(source, target, target.Complete, CancellationToken.None, discard: _ => { });
        source.Post(1);
        source.Complete();

        await target.Completion;

        received.Should().Equal(1);
    }

    [Test]
    public async Task A_cancelled_source_fails_the_target_and_is_not_taken_for_the_end_of_input()
    {
        using var cancel = new CancellationTokenSource();
        var source = new BufferBlock<int>(new() { CancellationToken = cancel.Token });
        var target = new ActionBlock<int>(_ => { });
        BlockLinks.Feed(source, target, target.Complete, CancellationToken.None, discard: _ => { });

        await cancel.CancelAsync();

        await target.Awaiting(block => block.Completion).Should().ThrowAsync<IOException>().WithMessage("*cancelled before*");
    }

    [Test]
    public async Task A_failed_source_fails_the_target()
    {
        var (source, _, target) = Pair();
        BlockLinks.Feed(source, target, target.Complete, CancellationToken.None, discard: _ => { });

        ((IDataflowBlock)source).Fault(new InvalidDataException("bad input"));

        var thrown = await target.Awaiting(block => block.Completion).Should().ThrowAsync<AggregateException>();
        thrown.Which.Flatten().InnerException!.Message.Should().Be("bad input");
    }

    [Test]
    public async Task Once_the_target_has_stopped_producers_behind_the_source_are_released()
    {
        using var stop = new CancellationTokenSource();
        var source = new BufferBlock<int>(new() { BoundedCapacity = 1 });
        var full = new BufferBlock<int>(new() { BoundedCapacity = 1 });
        var discarded = new List<int>();
        BlockLinks.Feed(source, full, full.Complete, stop.Token, discarded.Add);
        await source.SendAsync(1);
        await source.SendAsync(2);
        var stuck = source.SendAsync(3);

        await stop.CancelAsync();

        (await stuck).Should().BeTrue();
        source.Complete();
        await source.Completion;
    }

    private static (BufferBlock<int> Source, List<int> Received, ActionBlock<int> Target) Pair()
    {
        var received = new List<int>();
        return (new(), received, new(received.Add));
    }
}
