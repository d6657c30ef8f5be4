namespace DataflowWrite.Benchmarks;

/// <summary>One run of a contestant, on one thread.</summary>
internal readonly record struct Lap(double Seconds, long Bytes, long Allocated);
