using System.Runtime.ExceptionServices;
using DataflowWrite.Storage;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>
/// Compresses the buffers of a message body, each by itself: on the caller's thread, and on those of the caller's scheduler that are idle. The
/// bytes of a buffer are the same whichever thread makes them.
/// </summary>
internal sealed class BodyCompression(BufferCompression compression, int threads)
{
    /// <summary>A thread that has less to do than this is not worth waking up.</summary>
    private const long LeastShare = 32 << 10;

    public byte CodecId => compression.CodecId;

    /// <summary>The compressed form of each buffer, and null for an empty one. The caller disposes them.</summary>
    public PooledBufferWriter?[] Compress(IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        var outputs = new PooledBufferWriter?[buffers.Count];
        var order = LargestFirst(buffers);
        var next = -1;
        try
        {
            RunOn((int)Math.Min(Math.Min(threads, order.Length), buffers.Sum(buffer => (long)buffer.Length) / LeastShare), CompressRest);
            return outputs;
        }
        catch
        {
            foreach (var output in outputs)
                output?.Dispose();

            throw;
        }

        void CompressRest()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < order.Length;)
                outputs[order[i]] = compression.Compress(buffers[order[i]].Span);
        }
    }

    // So that no thread starts on a large one when the others are almost done.
    private static int[] LargestFirst(IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        var order = Enumerable.Range(0, buffers.Count).Where(index => !buffers[index].IsEmpty).ToArray();
        System.Array.Sort(order, (a, b) => buffers[b].Length.CompareTo(buffers[a].Length));
        return order;
    }

    // A scheduler of the write has as many threads as the write may use, and the caller is one of them: other files that are encoded at the
    // same time leave fewer, and the caller does without those that do not come.
    private static void RunOn(int workers, Action work)
    {
        if (workers <= 1)
        {
            work();
            return;
        }

        try
        {
            Parallel.For(0, workers, new() { MaxDegreeOfParallelism = workers, TaskScheduler = TaskScheduler.Current }, _ => work());
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
