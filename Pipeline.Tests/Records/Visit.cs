using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Records;

/// <summary>A record that is partitioned by every transform.</summary>
[BatchSerializable(Naming = NamingPolicy.SnakeCase)]
public sealed partial record Visit(
    [PartitionKey(Transform.Bucket, Buckets = 4)] long UserId,
    [PartitionKey(Transform.Truncate, Width = 2)] string Page,
    [PartitionKey(Transform.Year)] DateOnly Born,
    [PartitionKey(Transform.Month), Column(Unit = TimeUnit.Second, Truncate = true)] DateTime Seen,
    [PartitionKey(Transform.Hour, TimeZone = "Europe/Vienna"), Column(Unit = TimeUnit.Microsecond, TimeZone = "UTC")] DateTimeOffset At,
    [PartitionKey(Transform.Day), Column(Unit = TimeUnit.Millisecond, TimeZone = "UTC")] DateTimeOffset Until);
