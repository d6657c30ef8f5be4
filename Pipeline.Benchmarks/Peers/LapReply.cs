namespace DataflowWrite.Benchmarks.Peers;

/// <summary>One line from a contestant's process: seconds on the clock and of its processors, and managed bytes where it has such.</summary>
internal sealed record LapReply(double Seconds = 0, double Cpu = 0, long? Allocated = null, string? Version = null, string? Error = null);
