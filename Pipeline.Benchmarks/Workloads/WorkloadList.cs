namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>The workloads of the race, with as many rows as a tenth of the scale that their names suggest.</summary>
internal static class WorkloadList
{
    public static RecordWorkload<LineItem> LineItem { get; } = new("lineitem", 600_000, LineItems.Make)
    {
        Partitions = new Dictionary<string, string> { ["few"] = "ship_instruct", ["dates"] = "ship_date" },
    };

    public static RecordWorkload<WebEvent> Events { get; } = new("events", 500_000, WebEvents.Make)
    {
        Partitions = new Dictionary<string, string> { ["few"] = "device", ["tenants"] = "tenant" },
    };

    public static RecordWorkload<WebEvent> Records { get; } = new("records", 500_000, WebEvents.Make);

    public static Workload Wide { get; } = new WideWorkload();

    public static Workload Flights { get; } = new FlightsWorkload();

    public static IReadOnlyList<Workload> All { get; } = [LineItem, Events, Wide, Flights, Records];

    /// <summary>Null for a name that no workload has.</summary>
    public static Workload? Find(string name) => All.FirstOrDefault(workload => workload.Name == name);
}
