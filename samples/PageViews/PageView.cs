using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace PageViews;

[BatchSerializable]
public sealed partial record PageView(
    [PartitionKey] string Country,
    [PartitionKey(Transform.Day), Column("viewed_at", Unit = TimeUnit.Microsecond, TimeZone = "UTC")] DateTimeOffset ViewedAt,
    long UserId,
    [Column(Precision = 18, Scale = 4)] decimal Price,
    string? Referrer);
