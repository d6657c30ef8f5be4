using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Generators;

public sealed class DiagnosticTests
{
    [TestCase("DFW001", "A", "[BatchSerializable] public record A(int X);")]
    [TestCase("DFW001", "Outer", "class Outer { [BatchSerializable] public partial record A(int X); }")]
    [TestCase("DFW002", "X", "[BatchSerializable] public partial record A(object X);")]
    [TestCase("DFW002", "X", "public class B; [BatchSerializable] public partial record A(List<B> X);")]
    [TestCase("DFW002", "X", "[BatchSerializable] public partial record A(Dictionary<int, string> X);")]
    [TestCase("DFW002", "X", "[BatchSerializable] public partial record A(int[,] X);")]
    [TestCase("DFW003", "Y", "[BatchSerializable] public partial record A(int X, [Column(\"X\")] int Y);")]
    [TestCase("DFW003", "userId", "[BatchSerializable(Naming = NamingPolicy.SnakeCase)] public partial record A(int UserId, int userId);")]
    [TestCase("DFW004", "A", "[BatchSerializable] public partial class A { int Hidden; public static int Shared; }")]
    [TestCase("DFW005", "Column(Precision = 77)", "[BatchSerializable] public partial record A([Column(Precision = 77)] decimal X);")]
    [TestCase("DFW005", "Column(Precision = 2, Scale = 3)", "[BatchSerializable] public partial record A([Column(Precision = 2, Scale = 3)] decimal X);")]
    [TestCase("DFW005", "Column(Scale = 1)", "[BatchSerializable] public partial record A([Column(Scale = 1)] Int128 X);")]
    [TestCase("DFW006", "X", "[BatchSerializable] public partial record A(decimal X);")]
    [TestCase("DFW006", "X", "[BatchSerializable] public partial record A(List<decimal?> X);")]
    [TestCase("DFW007", "PartitionKey", "[BatchSerializable] public partial record A(int Y, [PartitionKey] int[] X);")]
    [TestCase("DFW007", "PartitionKey(Transform.Day)", "[BatchSerializable] public partial record A([PartitionKey(Transform.Day)] int X);")]
    [TestCase("DFW007", "PartitionKey(Transform.Hour)", "[BatchSerializable] public partial record A([PartitionKey(Transform.Hour)] DateOnly X);")]
    [TestCase("DFW007", "PartitionKey(Transform.Bucket)", "[BatchSerializable] public partial record A([PartitionKey(Transform.Bucket)] int X);")]
    [TestCase("DFW007", "PartitionKey(Width = 3)", "[BatchSerializable] public partial record A([PartitionKey(Width = 3)] int X);")]
    [TestCase("DFW008", "Column(Order = 1)", "[BatchSerializable] public partial record A([property: Column(Order = 1)] int X) { [Column(Order = 2)] public int Y { get; init; } [Column(Order = 1)] public int Z { get; init; } }", TestName = "Two_orders")]
    [TestCase("DFW009", "Column(Unit = TimeUnit.Second)", "[BatchSerializable] public partial record A([Column(Unit = TimeUnit.Second)] int X);")]
    [TestCase("DFW009", "Column(TimeZone = \"UTC\")", "[BatchSerializable] public partial record A([Column(TimeZone = \"UTC\")] TimeSpan X);")]
    [TestCase("DFW009", "Column(Precision = 3)", "[BatchSerializable] public partial record A([Column(Precision = 3)] double X);")]
    [TestCase("DFW009", "Column(Enum = EnumStorage.Number)", "[BatchSerializable] public partial record A([Column(Enum = EnumStorage.Number)] string X);")]
    [TestCase("DFW010", "X", "public class B { [Column] private int X { get; set; } } [BatchSerializable] public partial class A : B { public int Y { get; set; } }")]
    [TestCase("DFW010", "X", "[BatchSerializable] public partial class A { [Column] public int X { set { } } public int Y; }")]
    [TestCase("DFW010", "X", "[BatchSerializable] public partial class A { [Obsolete(\"gone\", true)] public int X { get; set; } public int Y; }")]
    [TestCase("DFW011", "X", "[BatchSerializable] public partial record A<T>(T X);")]
    [TestCase("DFW011", "X", "[BatchSerializable] public partial record A<T>(List<T?> X) where T : IBatchSerializable<T>;")]
    [TestCase("DFW012", "A", "[BatchSerializable] public partial class A { public A(int x, string other) => X = x; public int X { get; } }")]
    [TestCase("DFW013", "Next", "[BatchSerializable] public partial record A(int X, A? Next);")]
    [TestCase("DFW013", "Others", "[BatchSerializable] public partial record A(int X, List<B> Others); [BatchSerializable] public partial record B(int X, [IgnoreColumn] A? Back);", false, TestName = "Ignored_way_back")]
    [TestCase("DFW014", "A", "[BatchSerializable] public abstract partial record A(int X);")]
    [TestCase("DFW014", "A", "[BatchSerializable] public ref partial struct A { public int X; }")]
    [TestCase("DFW014", "A", "[BatchSerializable] file partial record A(int X);")]
    public void A_mistake_is_reported_where_it_is(string id, string span, string source, bool reported = true)
    {
        var found = GeneratorRun.Over(source).Diagnostics;

        if (!reported)
        {
            found.Should().BeEmpty();
            return;
        }

        found.Should().NotBeEmpty();
        foreach (var diagnostic in found)
        {
            diagnostic.Id.Should().Be(id, diagnostic.GetMessage());
            diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan).Should().Be(span);
        }
    }

    [Test]
    public void Columns_in_two_files_without_orders_have_no_order()
    {
        var run = GeneratorRun.Over(
            "[BatchSerializable] public partial class A { public int X { get; set; } }", "public partial class A { public int Y { get; set; } }");

        run.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("DFW008");
    }

    [Test]
    public void A_generic_record_that_grows_without_end_is_told_so_and_no_other()
    {
        var run = GeneratorRun.Over("""
            [BatchSerializable] public partial record Uses(Grows<Leaf> X);
            [BatchSerializable] public partial record Grows<T>(int V, Grows<Wrap<T>>? Next) where T : class, IBatchSerializable<T>;
            [BatchSerializable] public partial record Wrap<T>(T V) where T : class, IBatchSerializable<T>;
            [BatchSerializable] public partial record Leaf(int X);
            """);

        run.Diagnostics.Should().ContainSingle().Which.GetMessage().Should().Contain("'Grows'");
        run.Files.Keys.Should().Contain(["Leaf.g.cs", "Wrap_1.g.cs"]);
    }

    [Test]
    public void A_mistake_in_a_base_type_of_another_assembly_is_reported_at_the_type()
    {
        var run = GeneratorRun.Against("public class Base { public object? Tag { get; set; } }", "[BatchSerializable] public partial class A : Base { public int X { get; set; } }");

        var found = run.Diagnostics.Should().ContainSingle().Which;
        found.Id.Should().Be("DFW002");
        found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan).Should().Be("A");
    }

    [Test]
    public void A_mistake_in_one_type_does_not_stop_another()
    {
        var run = GeneratorRun.Over("[BatchSerializable] public partial record Bad(object X); [BatchSerializable] public partial record Good(int X);");

        run.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("DFW002");
        run.Files.Keys.Should().Equal("Good.g.cs");
    }

    [Test]
    public void A_pragma_silences_a_diagnostic()
        => GeneratorRun.Over("#pragma warning disable DFW002\n[BatchSerializable] public partial record Bad(object X);\n#pragma warning restore DFW002")
            .Diagnostics.Should().OnlyContain(diagnostic => diagnostic.IsSuppressed);

    [Test]
    public void Each_diagnostic_is_described_and_tracked()
    {
        var page = RepositoryTree.Read("docs/diagnostics.md");
        var tracked = RepositoryTree.Read("Pipeline.Generators/AnalyzerReleases.Unshipped.md") + RepositoryTree.Read("Pipeline.Generators/AnalyzerReleases.Shipped.md");

        foreach (var descriptor in Descriptors.ById.Values)
        {
            page.Should().Contain($"\n## {descriptor.Id}\n").And.Contain(descriptor.Title.ToString());
            tracked.Should().Contain(descriptor.Id);
            descriptor.HelpLinkUri.Should().EndWith("diagnostics.md#" + descriptor.Id.ToLowerInvariant());
            descriptor.Category.Should().Be("DataflowWrite");
        }
    }
}
