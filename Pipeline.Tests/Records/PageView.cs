using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Records;

[BatchSerializable]
public sealed partial record PageView(
    [PartitionKey] string Country,
    [Column("viewed_at", Unit = TimeUnit.Microsecond, TimeZone = "UTC")] DateTimeOffset ViewedAt,
    long UserId,
    [Column(Precision = 18, Scale = 4)] decimal Price,
    string? Referrer);
