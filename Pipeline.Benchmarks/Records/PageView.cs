using Apache.Arrow.Types;
using CsvHelper;
using DataflowWrite.Annotations;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>The record that the pages on performance speak of.</summary>
[CsvRecord]
[BatchSerializable]
public sealed partial record PageView(
    [property: Column("country")] string Country,
    [property: Column("viewed_at", Unit = TimeUnit.Microsecond)] DateTimeOffset ViewedAt,
    long UserId,
    [property: Column(Precision = 18, Scale = 4)] decimal Price,
    string? Referrer);
