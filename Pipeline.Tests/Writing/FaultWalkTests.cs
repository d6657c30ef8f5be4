using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>
/// Fails call n of each stage, for every n that a write makes, over a dataset that exists already: one exception that says
/// where, the old dataset unchanged byte for byte, no temporary file, every batch disposed, the producer released.
/// </summary>
internal sealed class FaultWalkTests
{
    private const int Batches = 6;
    private const int RowsPerBatch = 1000;

    public static IEnumerable<TestCaseData> StoreCalls()
    {
        foreach (var afterDoing in new[] { false, true })
        {
            yield return new(StoreCall.Start, WriteStage.Write, afterDoing);
            yield return new(StoreCall.Write, WriteStage.Write, afterDoing);
            yield return new(StoreCall.Prepare, WriteStage.Prepare, afterDoing);
            yield return new(StoreCall.Commit, WriteStage.Commit, afterDoing);
        }
    }

    [TestCaseSource(nameof(StoreCalls))]
    public async Task Every_call_of_the_store_may_fail(StoreCall call, WriteStage stage, bool afterDoing)
    {
        using var dataset = new ExistingDataset();
        var calls = await CountAsync(store => store.Count(call));
        calls.Should().BeGreaterThan(3);

        for (var number = 1; number <= calls; number++)
        {
            var fault = new IOException($"The store fails at {call} {number}.");
            var rule = dataset.Store().On(call).At(number);
            var store = afterDoing ? rule.LoseAnswer(fault) : rule.Fail(fault);
            var thrown = await dataset.FailAsync(new() { Store = store });

            store.Played.Should().Be(1);
            thrown.Stage.Should().Be(stage);
            thrown.InnerException.Should().BeSameAs(fault);
            thrown.File.Should().StartWith(dataset.Path).And.EndWith(".csv.gz");
            thrown.Partition!.Path.Should().StartWith("key=");
        }
    }

    [Test]
    public async Task Every_step_of_a_stage_may_fail(
        [Values(WriteStage.Demux, WriteStage.Serialize, WriteStage.Compress, WriteStage.Write, WriteStage.Prepare, WriteStage.Commit)]
        WriteStage stage)
    {
        using var dataset = new ExistingDataset();
        var counter = new StepFault(stage, failAt: 0);
        await new ExistingDataset.Run().WriteAsync(new MemoryObjectStore(), "x/", counter);
        counter.Count.Should().BeGreaterThan(0);

        for (var number = 1; number <= counter.Count; number++)
        {
            var thrown = await dataset.FailAsync(new() { Step = new StepFault(stage, number) });

            thrown.Stage.Should().Be(stage);
            thrown.InnerException!.Message.Should().Be($"{stage} {number}");
            if (stage is WriteStage.Serialize or WriteStage.Compress or WriteStage.Write)
                thrown.File.Should().StartWith(dataset.Path);
        }
    }

    [Test]
    public async Task Every_read_of_the_source_may_fail([Values] bool timesOut)
    {
        using var dataset = new ExistingDataset();
        for (var number = 0; number <= Batches; number++)
        {
            Exception fault = timesOut ? new TaskCanceledException("too slow") : new InvalidDataException($"read {number}");
            var thrown = await dataset.FailAsync(new() { SourceFault = (number, fault) });

            thrown.Stage.Should().Be(WriteStage.Source);
            thrown.InnerException.Should().Match(cause => timesOut ? cause is TimeoutException : ReferenceEquals(cause, fault));
        }
    }

    [Test]
    public async Task Every_call_of_a_serializer_may_fail([Values] bool timesOut)
    {
        using var dataset = new ExistingDataset();
        var calls = new FailingFormat(failAt: 0, () => new InvalidOperationException());
        await new ExistingDataset.Run { Format = calls }.WriteAsync(new MemoryObjectStore(), "x/", null);
        calls.Count.Should().BeGreaterThan(3);

        for (var number = 1; number <= calls.Count; number++)
        {
            var format = new FailingFormat(number, () => timesOut ? new TaskCanceledException("slow") : new InvalidDataException("bad"));
            var thrown = await dataset.FailAsync(new() { Format = format });

            thrown.Stage.Should().Be(WriteStage.Serialize);
            thrown.InnerException.Should().BeOfType(timesOut ? typeof(TimeoutException) : typeof(InvalidDataException));
            thrown.File.Should().StartWith(dataset.Path);
            thrown.Partition!.Path.Should().StartWith("key=");
        }
    }

    [Test]
    public async Task A_commit_that_cannot_be_taken_back_says_what_is_left()
    {
        using var dataset = new ExistingDataset();
        var files = await CountAsync(store => store.Count(StoreCall.Commit));
        var store = dataset.Store()
            .On(StoreCall.Commit).At(files).Fail(new IOException("gone"))
            .On(StoreCall.Delete).Fail(new IOException("also gone"));

        var write = () => new ExistingDataset.Run().WriteAsync(store, $"{dataset.Path}/", null);

        (await write.Should().ThrowAsync<DatasetWriteException>().WithMessage("*could not be taken back*abcdefgh01234567*"))
            .Which.Stage.Should().Be(WriteStage.Commit);
    }

    private static async Task<int> CountAsync(Func<ScriptedObjectStore, int> count)
    {
        var store = new ScriptedObjectStore(new MemoryObjectStore());
        await new ExistingDataset.Run().WriteAsync(store, "x/", null);
        return count(store);
    }

    /// <summary>A dataset on disk that no failing write may change.</summary>
    private sealed class ExistingDataset : IDisposable
    {
        private readonly TempDirectory _directory = new();
        private readonly DirectorySnapshot _before;

        public ExistingDataset()
        {
            Directory.CreateDirectory(_directory.File("data/key=k0"));
            File.WriteAllText(_directory.File("data/key=k0/old_0.csv.gz"), "old");
            File.WriteAllText(_directory.File("data/notes.txt"), "mine");
            _before = DirectorySnapshot.Take(_directory.FullPath);
        }

        public string Path => "data";

        public ScriptedObjectStore Store() => new(new LocalObjectStore(_directory.FullPath));

        public async Task<DatasetWriteException> FailAsync(Run run)
        {
            var gathered = ColumnMemory.LiveBytes;
            var write = () => run.WriteAsync(run.Store ?? Store(), $"{Path}/", run.Step);
            var thrown = (await write.Should().ThrowExactlyAsync<DatasetWriteException>()).Which;
            thrown.InnerException.Should().NotBeOfType<AggregateException>();
            DirectorySnapshot.Take(_directory.FullPath).ShouldEqual(_before);
            Eventually.BeZero(() => run.Source.Alive, "every batch is disposed once the write has ended");
            ColumnMemory.LiveBytes.Should().Be(gathered, "and so is every slice of one");
            run.LastProgress.OpenFiles.Should().Be(0, "no lane runs on once the write has ended");
            return thrown;
        }

        public void Dispose() => _directory.Dispose();

        public sealed class Run : IProgress<WriteProgress>
        {
            public TrackedBatches Source { get; } = new();

            public IObjectStore? Store { get; init; }

            public StepFault? Step { get; init; }

            public FileFormat? Format { get; init; }

            public (int Number, Exception Exception)? SourceFault { get; init; }

            public WriteProgress LastProgress { get; private set; }

            public Task<WriteResult> WriteAsync(IObjectStore store, string path, StepFault? step)
                => DatasetWriter.WriteAsync(
                    ReadAsync(),
                    WriteDestination.In(store, path),
                    new()
                    {
                        Format = Format ?? FileFormat.Csv(),
                        Compression = CompressionType.Gzip,
                        PartitionBy = ["key"],
                        MaxRowsPerFile = 800,
                        MaxOpenFiles = 2,
                        WriteId = "abcdefgh01234567",
                        StageProbe = step is null ? null : step.Enter,
                        Progress = this,
                    });

            public void Report(WriteProgress value) => LastProgress = value;

            private async IAsyncEnumerable<RecordBatch> ReadAsync()
            {
                for (var number = 0; number < Batches; number++)
                {
                    await Task.Yield();
                    ThrowAt(number);
                    yield return Source.KeyedBatch(number * RowsPerBatch, RowsPerBatch, keys: 3);
                }

                ThrowAt(Batches);
            }

            private void ThrowAt(int number)
            {
                if (SourceFault is { } fault && fault.Number == number)
                    throw fault.Exception;
            }
        }
    }

    private sealed class StepFault(WriteStage stage, int failAt)
    {
        private int _count;

        public int Count => _count;

        public void Enter(WriteStage entered)
        {
            if (entered == stage && Interlocked.Increment(ref _count) == failAt)
                throw new InvalidDataException($"{stage} {failAt}");
        }
    }

    private sealed class FailingFormat(int failAt, Func<Exception> fault) : StatelessFormat("csv", "csv")
    {
        private int _count;

        public int Count => _count;

        public override void Validate(Schema writerSchema) => Csv().Validate(writerSchema);

        public override IBatchSerializer CreateSerializer(Schema writerSchema)
            => new Serializer(this, Csv().CreateSerializer(writerSchema));

        private sealed class Serializer(FailingFormat format, IBatchSerializer inner) : IBatchSerializer
        {
            public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
            {
                if (Interlocked.Increment(ref format._count) == format.FailAt)
                    throw format.Fault();

                inner.Serialize(batch, initial, output);
            }
        }

        private int FailAt => failAt;

        private Exception Fault() => fault();
    }
}
