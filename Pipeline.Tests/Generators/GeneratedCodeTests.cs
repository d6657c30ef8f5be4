using Microsoft.CodeAnalysis.CSharp;

namespace DataflowWrite.Tests.Generators;

public sealed class GeneratedCodeTests
{
    private static readonly string[] Sources =
    [
        "namespace A.B { [BatchSerializable] public sealed partial record Positional(int X, string? Y, string Z); }",
        "[BatchSerializable] public readonly partial record struct Pair(int X, long? Y);",
        "[BatchSerializable] public partial struct Plain { public int X; public string? Y { get; set; } }",
        "[BatchSerializable] partial class ThroughConstructor { public ThroughConstructor(int x, string y) { X = x; Y = y; } public int X { get; } public string Y { get; } }",
        "[BatchSerializable] public partial class Required { public required string X { get; set; } [IgnoreColumn] public required object Y { get; init; } }",
        "[BatchSerializable] public partial record Base(int X); [BatchSerializable] public partial record Derived(int X, string Y) : Base(X);",
        "[BatchSerializable] public partial record Generic<T>(T X, List<T?> Y, T? Z) where T : class, IBatchSerializable<T>; [BatchSerializable] public partial record Use(Generic<Leaf> G); [BatchSerializable] public partial record Leaf(int X);",
        "public partial interface IHome { [BatchSerializable] internal partial record Inside([PartitionKey] double? X, [PartitionKey] DateTime? Y, [PartitionKey] Half Z, float W); }",
        "public partial class Outer<T> { protected partial struct Middle { [BatchSerializable] private partial record Inner(Secret X); private enum Secret { A } } }",
        "[BatchSerializable] public partial record Clash(int Schema, int PartitionSpec, int CreateBatch, int Read, int batch, int rows, int columns, int i);",
        "[BatchSerializable] public partial record @class(int @int, string @record, bool @value);",
        "[BatchSerializable] public partial record Old { [Obsolete] public int X { get; init; } [Obsolete(\"gone\")] public string? Y { get; init; } }",
        "[BatchSerializable] public partial record Lists(int[] A, List<string?>? B, IReadOnlyList<decimal[]> C2, ImmutableArray<Guid> D, Dictionary<string, Dictionary<string, int?>> E) { [IgnoreColumn] public decimal C { get; init; } }".Replace("IReadOnlyList<decimal[]> C2", "IReadOnlyList<double[]> C2"),
        "[BatchSerializable] public partial record Bits([Column(Enum = EnumStorage.Number)] DayOfWeek A, DayOfWeek? B, [Column(Dictionary = true)] DayOfWeek C, [Column(Dictionary = true)] string D, [Column(Dictionary = true)] int? E, byte[] F, ReadOnlyMemory<byte>? G);",
        "#nullable disable\n[BatchSerializable] public partial record Oblivious(string X, List<string> Y);\n#nullable restore",
        "#nullable disable\n[BatchSerializable] public partial record ObliviousGeneric<T>(T X, List<T> Y) where T : IBatchSerializable<T>;\n#nullable restore",
        "[BatchSerializable] public partial record NullableListOf<T>(List<T>? X) where T : IBatchSerializable<T>;",
        "[BatchSerializable] public partial record Root(int X); [BatchSerializable] public partial record OfRoots<T>(T? X, List<T?> Y) where T : Root, IBatchSerializable<T>;",
        "[BatchSerializable] public partial record Endings(int X, int SetX, int XColumn, int SetXColumn, int XText, int XValues, int XFill, double? XBits, [PartitionKey] double? Generated);",
        "[BatchSerializable] public partial record Beside(string GeneratedText, int GeneratedColumns, int Generated_Text);",
        "[BatchSerializable] public partial record GeneratedText(string X); [BatchSerializable] public partial record GeneratedColumns<Generated_Text>(string X);",
        "public class Above { public int GeneratedText { get; set; } public int GeneratedColumns; } [BatchSerializable] public partial class Below : Above { public int X { get; set; } }",
        "[BatchSerializable] public partial record Around(int X) { [BatchSerializable] public partial record Within(int X, int Y) : Around(X); }",
        "[BatchSerializable] public partial class RequiredTwice { public RequiredTwice(int x) => X = x; public required int X { get; init; } public int Y { get; set; } }",
        "[BatchSerializable] internal partial class RequiredInside { public int X { get; set; } internal required string Y { get; set; } public required string Z { set { } } }",
        "[BatchSerializable] public partial class Attributed { [System.Diagnostics.CodeAnalysis.MaybeNull] public string X { get; set; } = \"\"; [System.Diagnostics.CodeAnalysis.DisallowNull] public string? Y { get; set; } }",
        "[BatchSerializable] public partial class LessNull { public LessNull(string x) => X = x; public string? X { get; } }",
        "public enum State { [Obsolete(\"gone\", true)] Old = -1, New } [BatchSerializable] public partial record OldValues(State X, State? Y);",
        "public class Hides { public int V { get; set; } } [BatchSerializable] public partial class HidesMethod : Hides { public int Y { get; set; } public new static int V() => 1; }",
        "public class Seen { public int V { get; set; } } public class Unseen : Seen { private new int V() => 1; } [BatchSerializable] public partial class SeenAgain : Unseen { [IgnoreColumn] public int Y { get; set; } }",
        "#pragma warning disable CS8981\nnamespace A.@event.@class { [BatchSerializable] public partial record lower(int X); }\n#pragma warning restore CS8981",
    ];

    [Test]
    public void Generated_code_compiles_without_warnings(
        [ValueSource(nameof(Sources))] string source, [Values(LanguageVersion.CSharp12, LanguageVersion.CSharp13)] LanguageVersion version)
    {
        var run = GeneratorRun.Over(version, source);

        run.Diagnostics.Should().BeEmpty();
        run.Files.Should().NotBeEmpty();
        run.CompilerMessages().Should().BeEmpty();
    }

    [TestCase("[BatchSerializable] public partial record A(int Foo, int foo);", "new global::A(FooValues[i], fooValues[i])")]
    [TestCase("[BatchSerializable] public partial class A { public A(int x) => _ = x; public int x { get; } [Column] public int X => 2; }", "new global::A(xValues[i])")]
    [TestCase("[BatchSerializable] public partial class A { private readonly int x; public A(int x) => this.x = x; public int X => x; }", "new global::A(XValues[i])")]
    public void A_parameter_takes_the_member_of_its_very_name_first(string source, string creation)
        => GeneratorRun.Over(source).Files["A.g.cs"].Should().Contain(creation);

    [Test]
    public void A_constructor_that_sets_required_members_is_left_to_it()
        => GeneratorRun.Over("""
            [BatchSerializable] public partial class A
            {
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public A(int x) { X = x; Tag = "made"; }
                public required int X { get; init; }
                [IgnoreColumn] public required object Tag { get; init; }
            }
            """).Files["A.g.cs"].Should().NotContain("Tag");

    [Test]
    public void Two_runs_give_the_same_text()
        => GeneratorRun.Over(Sources).Files.Should().BeEquivalentTo(GeneratorRun.Over(Sources).Files);
}
