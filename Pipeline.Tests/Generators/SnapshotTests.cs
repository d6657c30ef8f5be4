namespace DataflowWrite.Tests.Generators;

public sealed class SnapshotTests
{
    private const string PageView = """
        namespace Shop;

        [BatchSerializable(Naming = NamingPolicy.SnakeCase)]
        [SchemaMetadata("owner", "web \"team\"")]
        public sealed partial record PageView(
            [PartitionKey] string Country,
            [Column("viewed_at", Unit = TimeUnit.Microsecond, TimeZone = "UTC")] DateTimeOffset ViewedAt,
            long UserId,
            [Column(Precision = 18, Scale = 4)] decimal Price,
            string? Referrer);
        """;

    private const string Mixed = """
        public partial class Outer<T>
            where T : class, IBatchSerializable<T>
        {
            public enum @enum { A, @class }

            [BatchSerializable]
            public partial class Inner
            {
                public required int? Count { get; set; }

                [Column(Dictionary = true, Order = 1)]
                public @enum? @class { get; init; }

                [IgnoreColumn]
                public required object Tag { get; init; }

                [PartitionKey(Order = 2)]
                public double Ratio;

                [PartitionKey(Order = 1)]
                public DateTime When { get; init; }

                public Dictionary<string, List<T?>?> Lists { get; } = [];

                [Column]
                public int Computed => 1;

                public Inner(Dictionary<string, List<T?>?> lists) => Lists = lists;
            }
        }
        """;

    [TestCase("PageView", PageView, "Shop.PageView.g.cs")]
    [TestCase("Mixed", Mixed, "Outer_1.Inner.g.cs")]
    public void The_generated_file_is_the_approved_one(string name, string source, string file)
        => Snapshot.Match(name, GeneratorRun.Over(source).Files[file]);
}
