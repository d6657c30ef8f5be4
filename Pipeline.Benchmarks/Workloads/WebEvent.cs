using Apache.Arrow.Types;
using CsvHelper;
using DataflowWrite.Annotations;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>A request of a web page by a tenant's visitor.</summary>
[CsvRecord]
[BatchSerializable(Naming = NamingPolicy.SnakeCase)]
public sealed partial record WebEvent(
    string EventId,
    [property: Column(Unit = TimeUnit.Microsecond)] DateTimeOffset OccurredAt,
    string Tenant,
    string Device,
    string Url,
    string? Referrer,
    string? Title,
    long UserId,
    int Status,
    int? Bytes,
    double? Duration,
    double Score,
    bool IsBot);
