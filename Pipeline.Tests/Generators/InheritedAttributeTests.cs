namespace DataflowWrite.Tests.Generators;

public sealed class InheritedAttributeTests
{
    private const string Base = """
        [BatchSerializable]
        public partial record Base([Column("viewed_at", Unit = TimeUnit.Second)] DateTimeOffset ViewedAt, [IgnoreColumn] object? Tag, [Column(Precision = 9)] decimal Price)
        {
            public Base(DateTimeOffset viewedAt) : this(viewedAt, null, 0) { }
        }
        """;

    private const string Derived = """
        [BatchSerializable]
        public partial record Derived(DateTimeOffset ViewedAt, object? Tag, decimal Price, int X) : Base(ViewedAt, Tag, Price);
        """;

    [Test]
    public void Positional_members_keep_their_attributes_in_another_assembly()
    {
        var apart = GeneratorRun.Against(Base, Derived);

        apart.Diagnostics.Should().BeEmpty();
        apart.CompilerMessages().Should().BeEmpty();
        apart.Files["Derived.g.cs"].Should().Be(GeneratorRun.Over(Base, Derived).Files["Derived.g.cs"]);
    }
}
