using CsvHelper;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>The record that the pages on performance speak of.</summary>
[CsvRecord]
public sealed partial record PageView(string Country, DateTimeOffset ViewedAt, long UserId, decimal Price, string? Referrer);
