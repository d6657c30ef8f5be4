using Apache.Arrow;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

/// <summary>Buffers are compressed by as many threads as an encoder may use, and nothing else depends on how many come.</summary>
public sealed class ArrowIpcThreadsTests
{
    private const int Rows = 30_000;

    private static IEnumerable<TestCaseData> Cases()
        => from form in IpcFile.Forms
           from compression in Enum.GetValues<ArrowIpcCompression>()
           select new TestCaseData(form, compression);

    [TestCaseSource(nameof(Cases))]
    public void The_bytes_do_not_depend_on_the_number_of_threads(string form, ArrowIpcCompression compression)
    {
        RecordBatch[] batches = [Batch(1, Rows), Batch(2, 10), Batch(3, 0), Batch(4, Rows)];
        var alone = Write(form, compression, threads: 1, batches);

        foreach (var threads in new[] { 2, 3, 8, 8, 8 })
            Write(form, compression, threads, batches).AsSpan().SequenceEqual(alone).Should().BeTrue("{0} threads write what one does", threads);

        IpcFile.ReadRows(form, alone).Should().Equal(IpcFile.Rows(batches));
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public async Task Helpers_come_from_the_scheduler_of_the_caller(int threads, bool helped)
    {
        var scheduler = new CountingScheduler();
        await RunAsync(scheduler, threads);

        (scheduler.Queued > 1).Should().Be(helped, "the call itself is one task");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_caller_whose_scheduler_has_no_thread_to_spare_does_it_alone(CancellationToken cancellationToken)
    {
        var one = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1);
        await RunAsync(one.ConcurrentScheduler, threads: 8).WaitAsync(cancellationToken);
    }

    private static Task RunAsync(TaskScheduler scheduler, int threads)
    {
        var batch = Batch(1, Rows);
        return Task.Factory.StartNew(
            () => Write("arrow", ArrowIpcCompression.Zstd, threads, batch), CancellationToken.None, TaskCreationOptions.None, scheduler);
    }

    private static byte[] Write(string form, ArrowIpcCompression compression, int threads, params RecordBatch[] batches)
    {
        using var encoder = IpcFile.Format(form, new() { Compression = compression })
            .CreateEncoder(batches[0].Schema, new() { Path = "f", MaxDegreeOfParallelism = threads });
        return IpcFile.Write(encoder, batches);
    }

    private static RecordBatch Batch(int seed, int rows) => ArrowValues.Batch(
        ("n", RandomColumns.Make("int64", seed, rows, 0)),
        ("small", RandomColumns.Make("int32", seed, rows, 0.5)),
        ("s", RandomColumns.Make("utf8", seed, rows, 0.1)),
        ("v", RandomColumns.Make("utf8 view", seed, rows, 0.1)),
        ("x", RandomColumns.Make("float64", seed, rows, 0)),
        ("k", RandomColumns.Make("dictionary of utf8", seed, rows, 0)));

    private sealed class CountingScheduler : TaskScheduler
    {
        private int _queued;

        public int Queued => Volatile.Read(ref _queued);

        protected override void QueueTask(Task task)
        {
            Interlocked.Increment(ref _queued);
            ThreadPool.QueueUserWorkItem(_ => TryExecuteTask(task));
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
