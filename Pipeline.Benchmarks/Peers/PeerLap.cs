namespace DataflowWrite.Benchmarks.Peers;

/// <summary>One run: seconds, processor seconds, resident bytes above the loaded rows at the peak, and managed bytes allocated.</summary>
internal readonly record struct PeerLap(double Seconds, double Cpu, long PeakBytes, long? Allocated);
