using System.Threading.Tasks.Dataflow;
using DataflowWrite.Stages;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Stages;

public sealed class BlockGuardTests
{
    [Test]
    public async Task A_plain_block_loses_a_message_whose_delegate_throws_a_cancellation_and_ends_as_if_nothing_had_happened()
    {
        var seen = new List<int>();
        var block = new ActionBlock<int>(value =>
        {
            if (value == 2)
                throw new TaskCanceledException();

            seen.Add(value);
        });
        await PostAll(block, [1, 2, 3]);

        await block.Completion;

        seen.Should().Equal(1, 3);
    }

    [Test]
    public async Task A_guarded_block_takes_a_foreign_cancellation_for_the_time_out_that_it_is()
    {
        using var context = QuietContext.OfSink();
        var block = Consumer(context, message => throw new TaskCanceledException("The request timed out."));
        await PostAll(block, [new TrackedMessage(1)]);

        await block.Completion;

        context.Fault!.Cause.Should().BeOfType<TimeoutException>().Which.Message.Should().Contain("The request timed out.");
        context.Fault.Stage.Should().Be(WriteStage.Write);
    }

    [Test]
    public async Task After_a_failure_a_sink_block_disposes_what_still_reaches_it_and_runs_dry()
    {
        using var context = QuietContext.OfSink();
        var processed = new List<int>();
        var block = Consumer(context, message =>
        {
            if (message.Value == 2)
                throw new InvalidDataException("bad");

            processed.Add(message.Value);
            message.Dispose();
        });
        TrackedMessage[] messages = [.. Enumerable.Range(1, 5).Select(value => new TrackedMessage(value))];
        await PostAll(block, messages);

        await block.Completion;

        processed.Should().Equal(1);
        messages.Should().OnlyContain(message => message.Disposals == 1);
    }

    [Test]
    public async Task The_first_failure_is_the_one_that_is_kept()
    {
        using var context = QuietContext.OfSink();
        context.Fail(new(WriteStage.Serialize, null, null, new InvalidDataException("first")));
        context.Fail(new(WriteStage.Write, null, null, new IOException("second")));

        context.Fault!.Cause.Message.Should().Be("first");
        context.Token.IsCancellationRequested.Should().BeTrue();
        await Task.CompletedTask;
    }

    [Test]
    public async Task What_fails_after_the_caller_has_cancelled_is_not_a_failure_of_its_own()
    {
        using var caller = new CancellationTokenSource();
        using var context = QuietContext.OfSink(caller.Token);
        await caller.CancelAsync();
        context.Fail(new(WriteStage.Write, null, null, new IOException("the store went away")));

        context.Fault.Should().BeNull();
        context.Cancellation!.CancellationToken.Should().Be(caller.Token);
    }

    [Test]
    public async Task A_user_block_faults_with_the_failure()
    {
        using var context = QuietContext.OfUser();
        var block = Consumer(context, message => throw new InvalidDataException("bad"));
        block.Post(new(1));

        await block.Awaiting(b => b.Completion).Should().ThrowAsync<InvalidDataException>().WithMessage("bad");
    }

    [Test]
    public async Task A_user_block_faults_for_a_foreign_cancellation_too()
    {
        using var context = QuietContext.OfUser();
        var block = Consumer(context, message => throw new TaskCanceledException());
        block.Post(new(1));

        await block.Awaiting(b => b.Completion).Should().ThrowAsync<TimeoutException>();
    }

    [Test]
    public async Task A_body_that_makes_many_messages_keeps_those_from_before_its_failure()
    {
        using var context = QuietContext.OfSink();
        var block = new TransformManyBlock<int, int>(
            BlockGuard.TransformMany<int, int>(context, new(WriteStage.Demux), static _ => { }, CountThenFail));
        var received = new List<int>();
        var sink = new ActionBlock<int>(received.Add);
        BlockLinks.Chain(block, sink);
        await PostAll(block, [3, 4]);

        await sink.Completion;

        received.Should().Equal(0, 1, 2);
        context.Fault!.Cause.Should().BeOfType<InvalidDataException>();

        static async IAsyncEnumerable<int> CountThenFail(int count)
        {
            for (var value = 0; value < count; value++)
            {
                await Task.Yield();
                yield return value;
            }

            throw new InvalidDataException("too many");
        }
    }

    private static ActionBlock<TrackedMessage> Consumer(WriteContext context, Action<TrackedMessage> body)
        => new(BlockGuard.Consume<TrackedMessage>(context, new(WriteStage.Write), message =>
        {
            body(message);
            return ValueTask.CompletedTask;
        }));

    private static async Task PostAll<T>(ITargetBlock<T> block, T[] messages)
    {
        foreach (var message in messages)
            await block.SendAsync(message);

        block.Complete();
    }
}
