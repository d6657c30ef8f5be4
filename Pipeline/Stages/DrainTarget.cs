using System.Threading.Tasks.Dataflow;

namespace DataflowWrite.Stages;

/// <summary>Takes every message at once and discards it, on the thread that offers it.</summary>
internal sealed class DrainTarget<T>(Action<T> discard) : ITargetBlock<T>
{
    public Task Completion { get; } = Task.CompletedTask;

    public DataflowMessageStatus OfferMessage(
        DataflowMessageHeader messageHeader, T messageValue, ISourceBlock<T>? source, bool consumeToAccept)
    {
        var value = messageValue;
        if (consumeToAccept)
        {
            var consumed = source!.ConsumeMessage(messageHeader, this, out var messageConsumed);
            if (!messageConsumed)
                return DataflowMessageStatus.NotAvailable;

            value = consumed!;
        }

        discard(value);
        return DataflowMessageStatus.Accepted;
    }

    public void Complete()
    {
    }

    public void Fault(Exception exception)
    {
    }
}
