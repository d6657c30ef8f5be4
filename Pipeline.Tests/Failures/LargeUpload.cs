using Apache.Arrow;
using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Crashes;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Failures;

/// <summary>Brings a sink so many bytes that parts of two files are on their way.</summary>
internal sealed class LargeUpload
{
    private const int Batches = 24;
    private const int RowsPerBatch = 4;
    private const int BytesPerRow = 512 << 10;

    /// <summary>Each write brings a chunk of a megabyte or more; by then one of two files has filled a part of 5 MiB, or a block of 8 MiB.</summary>
    private const int Writes = 20;

    private readonly TaskCompletionSource _isUnderWay = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LargeUpload(IObjectStore inner)
        => Store = new ScriptedObjectStore(inner).On(StoreCall.Write).At(Writes).DoAfter(async _ =>
        {
            try
            {
                Uploads = await inner.ListPendingAsync(default, CancellationToken.None).CountAsync(CancellationToken.None);
            }
            finally
            {
                _isUnderWay.SetResult();
            }
        });

    /// <summary>How many uploads the store told of while they were under way.</summary>
    public int Uploads { get; private set; }

    public ScriptedObjectStore Store { get; }

    /// <summary>The store refuses the next bytes.</summary>
    public ScriptedObjectStore RefusingAfter() => Store.On(StoreCall.Write).From(Writes + 1).Fail(new IOException("The store refuses."));

    /// <summary>Ends when there are parts in the store that nobody has prepared.</summary>
    public async Task StartAsync(DatasetSink sink)
    {
        for (var number = 0; number < Batches; number++)
            if (!await TrySendAsync(sink, Batch(number)))
                break;

        await Task.WhenAny(_isUnderWay.Task, sink.Completion);
    }

    // A store that refuses fails the sink under way.
    private static async Task<bool> TrySendAsync(DatasetSink sink, RecordBatch batch)
    {
        try
        {
            await sink.WriteAsync(batch);
            return true;
        }
        catch (DatasetWriteException)
        {
            batch.Dispose();
            return false;
        }
    }

    private static RecordBatch Batch(int number)
        => ArrowValues.Batch(
            (CrashRows.Partition, ArrowValues.Utf8([.. Enumerable.Repeat($"p{number % 2}", RowsPerBatch)])),
            ("row", ArrowValues.Utf8([.. Enumerable.Repeat(new string('x', BytesPerRow), RowsPerBatch)])));
}
