using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.S3;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.JsonLines;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Crashes;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Failures;

/// <summary>Writes that end early for a reason of their own, over a dataset or as its first: nothing of them remains.</summary>
public sealed class EndedWriteTests
{
    [Test]
    public async Task An_input_that_throws_leaves_nothing(
        [Values("memory", "file", "s3", "az")] string scheme,
        [Values(SaveMode.Append, SaveMode.Overwrite, SaveMode.OverwritePartitions)] SaveMode mode,
        [Values] bool isThere)
    {
        using var dataset = await OldDataset.MakeAsync(scheme, isThere);

        await dataset.Awaiting(d => OldDataset.WriteAsync(d.Place.Store, mode, EndingIn(new InvalidDataException("no more"))))
            .Should().ThrowExactlyAsync<DatasetWriteException>().WithMessage("no more*nothing of this write is visible*");

        await dataset.ShouldBeUnchangedAsync();
    }

    [Test]
    public async Task A_batch_of_another_schema_leaves_nothing([Values("memory", "file", "s3", "az")] string scheme)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);

        await dataset.Awaiting(d => OldDataset.WriteAsync(d.Place.Store, SaveMode.Overwrite, EndingIn(NumberedRows.Batch(0, 10))))
            .Should().ThrowExactlyAsync<DatasetWriteException>().WithMessage("*does not have the schema of the write*");

        await dataset.ShouldBeUnchangedAsync();
    }

    [Test]
    public async Task A_row_that_cannot_be_serialized_leaves_nothing([Values("memory", "file", "s3", "az")] string scheme)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);
        var options = OldDataset.OptionsOf(SaveMode.Overwrite) with { Format = FileFormat.JsonLines(new() { NonFiniteFloats = NonFiniteFloats.Error }) };

        await dataset.Awaiting(d => DatasetWriter.WriteAsync(NumberedRows.Stream([Numbers(1.5), Numbers(double.NaN)]), OldDataset.In(d.Place.Store), options))
            .Should().ThrowExactlyAsync<DatasetWriteException>().WithMessage("*no number for NaN*part=p0*");

        await dataset.ShouldBeUnchangedAsync();
    }

    [Test]
    public async Task A_write_that_is_cancelled_at_any_call_leaves_nothing(
        [Values("memory", "file", "s3", "az")] string scheme,
        [Values(StoreCall.Start, StoreCall.Write, StoreCall.Prepare, StoreCall.Commit, StoreCall.Put)] StoreCall call,
        [Values] bool isDone)
    {
        using var dataset = await OldDataset.MakeAsync(scheme);
        for (var number = 1; number <= 3; number++)
        {
            using var cancel = new CancellationTokenSource();
            var gate = new CallGate();
            var rule = dataset.Script().On(call).At(number);
            var store = isDone ? rule.HoldAnswer(gate) : rule.Hold(gate);
            var writing = OldDataset.WriteAsync(store, cancellationToken: cancel.Token);
            await gate.Reached;
            await cancel.CancelAsync();

            await writing.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();

            await dataset.ShouldBeUnchangedAsync($"after {call} {number}");
        }
    }

    [Test]
    public async Task A_sink_that_is_disposed_without_a_commit_leaves_nothing(
        [Values("memory", "file", "s3", "az")] string scheme, [Values] bool isThere, [Values] bool isPrepared)
    {
        using var dataset = await OldDataset.MakeAsync(scheme, isThere);
        await using (var sink = await DatasetSink.OpenAsync(OldDataset.In(dataset.Place.Store), OldDataset.OptionsOf(SaveMode.Overwrite)))
        {
            await foreach (var batch in OldDataset.NewRows)
                await sink.WriteAsync(batch);

            if (isPrepared)
            {
                sink.Complete();
                await sink.Completion;
            }
        }

        await dataset.ShouldBeUnchangedAsync();
    }

    [Test]
    public async Task Uploads_in_flight_are_gone_when_a_write_has_failed(
        [Values("file", "s3", "az")] string scheme, [Values("input", "cancel", "store", "dispose")] string failure)
    {
        using var dataset = await OldDataset.MakeAsync(scheme, s3: new() { PartSize = S3ObjectStoreOptions.MinPartSize });
        using var cancel = new CancellationTokenSource();
        var upload = new LargeUpload(dataset.Place.Store);
        var store = failure == "store" ? upload.RefusingAfter() : upload.Store;
        var sink = await DatasetSink.OpenAsync(OldDataset.In(store), OldDataset.OptionsOf(SaveMode.Overwrite) with { MaxRowsPerFile = null }, cancel.Token);
        await using (sink)
        {
            await upload.StartAsync(sink);
            if (scheme != "az")
                upload.Uploads.Should().BePositive("parts are on their way, of which Azure tells once they have arrived");

            if (failure == "input")
                sink.Fault(new InvalidDataException("no more"));
            else if (failure == "cancel")
                await cancel.CancelAsync();

            if (failure != "dispose")
                await sink.Awaiting(s => s.CommitAsync()).Should().ThrowAsync<Exception>();
        }

        await dataset.ShouldBeUnchangedAsync();
    }

    private static RecordBatch Numbers(double value)
        => ArrowValues.Batch(
            (CrashRows.Partition, ArrowValues.Utf8([.. Enumerable.Repeat("p0", CrashRows.RowsPerFile)])),
            ("number", ArrowValues.Float64([.. Enumerable.Repeat((double?)value, CrashRows.RowsPerFile)])));

    private static async IAsyncEnumerable<RecordBatch> EndingIn(object end)
    {
        var rows = 0;
        await foreach (var batch in OldDataset.NewRows)
        {
            yield return batch;
            if ((rows += batch.Length) < 2 * CrashRows.RowsPerFile + CrashRows.RowsPerFile / 2)
                continue;

            if (end is Exception exception)
                throw exception;

            yield return (RecordBatch)end;
        }
    }
}
