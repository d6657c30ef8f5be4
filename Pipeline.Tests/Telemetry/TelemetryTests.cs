using System.Diagnostics;
using System.Diagnostics.Metrics;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace DataflowWrite.Tests.Telemetry;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TelemetryTests : IProgress<WriteProgress>
{
    private readonly MemoryObjectStore _store = new();
    private readonly FakeLogger _logger = new();
    private WriteProgress _last;

    [Test]
    public async Task The_last_report_counts_everything()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(100, 10), WriteDestination.In(_store, "out/"), new() { Progress = this, MinParallelFiles = 2 });

        _last.Should().Be(new WriteProgress(RowsRead: 100, RowsWritten: 100, result.Bytes, OpenFiles: 0, FilesDone: 2));
    }

    [Test]
    public async Task A_committed_write_logs_its_start_and_its_end()
    {
        await DatasetWriter.WriteAsync(NumberedRows.Stream(100, 10), WriteDestination.In(_store, "out/"), new() { Logger = _logger });

        _logger.Collector.GetSnapshot().Select(record => (record.Id.Id, record.Level)).Should().Equal(
            (1, LogLevel.Information), (2, LogLevel.Information));
        _logger.LatestRecord.Message.Should().Contain("100 rows");
    }

    [Test]
    public async Task A_failed_write_logs_stage_and_cause()
    {
        await using var sink = await DatasetSink.OpenAsync(WriteDestination.In(_store, "out/"), new() { Logger = _logger });
        sink.Fault(new InvalidDataException("broken"));
        await sink.Awaiting(s => s.CommitAsync()).Should().ThrowAsync<DatasetWriteException>();

        _logger.LatestRecord.Id.Id.Should().Be(3);
        _logger.LatestRecord.Level.Should().Be(LogLevel.Error);
        _logger.LatestRecord.Exception!.Message.Should().Be("broken");
    }

    [Test]
    public async Task The_meter_counts_rows_bytes_and_files_and_tags_neither_paths_nor_keys()
    {
        var totals = new Dictionary<string, double>();
        var tags = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "DataflowWrite")
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tagList, _) => Add(instrument, value, tagList));
        listener.SetMeasurementEventCallback<int>((instrument, value, tagList, _) => Add(instrument, value, tagList));
        listener.SetMeasurementEventCallback<double>((instrument, value, tagList, _) => Add(instrument, value, tagList));
        listener.Start();

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(100, 10, keys: 3), WriteDestination.In(_store, "out/"), new() { PartitionBy = ["key"] });

        totals["dataflowwrite.rows"].Should().Be(100);
        totals["dataflowwrite.bytes"].Should().Be(result.Bytes);
        totals["dataflowwrite.files"].Should().Be(3);
        totals["dataflowwrite.files.open"].Should().Be(0);
        totals.Should().ContainKey("dataflowwrite.write.duration");
        tags.Should().BeEquivalentTo("format=csv", "compression=none", "outcome=committed");

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tagList)
        {
            lock (totals)
            {
                totals[instrument.Name] = totals.GetValueOrDefault(instrument.Name) + value;
                foreach (var (key, tag) in tagList)
                    tags.Add($"{key}={tag}");
            }
        }
    }

    [Test]
    public async Task A_write_is_one_activity_with_its_outcome()
    {
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "DataflowWrite",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await DatasetWriter.WriteAsync(NumberedRows.Stream(100, 10), WriteDestination.In(_store, "out/"));

        var activity = activities.Should().ContainSingle().Which;
        activity.OperationName.Should().Be("dataset write");
        activity.GetTagItem("outcome").Should().Be("committed");
        activity.Tags.Select(tag => tag.Key).Should().BeEquivalentTo("format", "compression", "outcome");
    }

    public void Report(WriteProgress value) => _last = value;
}
