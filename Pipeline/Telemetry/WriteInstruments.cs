using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DataflowWrite.Telemetry;

/// <summary>
/// The instruments of the meter and the activity source, both named <c>DataflowWrite</c>. Tags are the format, the compression and the
/// outcome; paths, partition values and ids never become tags.
/// </summary>
internal static class WriteInstruments
{
    public const string Name = "DataflowWrite";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Rows =
        Meter.CreateCounter<long>("dataflowwrite.rows", "{row}", "Rows handed to a store.");

    public static readonly Counter<long> Bytes =
        Meter.CreateCounter<long>("dataflowwrite.bytes", "By", "Bytes handed to a store, after compression.");

    public static readonly Counter<long> Files =
        Meter.CreateCounter<long>("dataflowwrite.files", "{file}", "Files committed.");

    public static readonly UpDownCounter<int> OpenFiles =
        Meter.CreateUpDownCounter<int>("dataflowwrite.files.open", "{file}", "Files being written.");

    public static readonly Counter<double> Stalled =
        Meter.CreateCounter<double>("dataflowwrite.stall.duration", "s", "Time that the pipeline waited for memory.");

    public static readonly Counter<long> ForcedFlushes =
        Meter.CreateCounter<long>("dataflowwrite.flushes.forced", "{flush}", "Times that memory forced rows out before their time.");

    public static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("dataflowwrite.write.duration", "s", "Time from the start of a write to its end.");
}
