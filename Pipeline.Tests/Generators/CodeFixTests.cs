using DataflowWrite.Generators.CodeFixes;
using DataflowWrite.Generators.Diagnostics;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DataflowWrite.Tests.Generators;

public sealed class CodeFixTests
{
    private static readonly CodeFixProvider[] Providers = [new MakePartialFix(), new AddPrecisionFix(), new RemoveOptionFix()];

    [TestCase("[BatchSerializable] record A(int X);", "[BatchSerializable] partial record A(int X);")]
    [TestCase("[BatchSerializable]\n// why\nrecord A(int X);", "[BatchSerializable]\n// why\npartial record A(int X);")]
    [TestCase("namespace N\n{\n    [BatchSerializable]\n    public readonly record struct A(int X);\n}", "namespace N\n{\n    [BatchSerializable]\n    public readonly partial record struct A(int X);\n}")]
    [TestCase("class Outer\n{\n    [BatchSerializable]\n    internal sealed partial class A { public int X; }\n}", "partial class Outer\n{\n    [BatchSerializable]\n    internal sealed partial class A { public int X; }\n}")]
    public Task A_type_becomes_partial(string source, string expected) => CheckAsync(new MakePartialFix(), "Make the type partial", source, expected);

    [TestCase("partial record A(decimal X)", "partial record A([Column(Precision = 18, Scale = 4)] decimal X)", TestName = "On_a_parameter")]
    [TestCase("partial record A(\n    int Y,\n    // paid\n    decimal? X)", "partial record A(\n    int Y,\n    // paid\n    [Column(Precision = 18, Scale = 4)] decimal? X)", TestName = "On_a_parameter_on_its_line")]
    [TestCase("partial record A([PartitionKey] decimal X)", "partial record A([PartitionKey][Column(Precision = 18, Scale = 4)] decimal X)", TestName = "After_an_attribute")]
    [TestCase("partial record A([Column] decimal X)", "partial record A([Column(Precision = 18, Scale = 4)] decimal X)", TestName = "In_an_empty_attribute")]
    [TestCase("partial record A([property: Column(\"x\", Order = 1)] decimal X)", "partial record A([property: Column(\"x\", Order = 1, Precision = 18, Scale = 4)] decimal X)", TestName = "In_an_attribute_of_the_property")]
    [TestCase("partial record A([Column(\n    \"x\", // old name\n    Scale = 2)] decimal X)", "partial record A([Column(\n    \"x\", // old name\n    Scale = 2, Precision = 18)] decimal X)", TestName = "Beside_a_scale")]
    public Task A_parameter_gets_its_digits(string source, string expected)
        => CheckAsync(new AddPrecisionFix(), "State the digits: Precision = 18, Scale = 4", $"[BatchSerializable] public {source};", $"[BatchSerializable] public {expected};");

    [TestCase("    /// <summary>Paid.</summary>\n    public decimal X { get; set; }", "    /// <summary>Paid.</summary>\n    [Column(Precision = 18, Scale = 4)]\n    public decimal X { get; set; }", TestName = "On_a_property")]
    [TestCase("    public int Y;\n\n    public List<decimal> X = [];", "    public int Y;\n\n    [Column(Precision = 18, Scale = 4)]\n    public List<decimal> X = [];", TestName = "On_a_field")]
    [TestCase("    [PartitionKey]\n    public decimal X;", "    [Column(Precision = 18, Scale = 4)]\n    [PartitionKey]\n    public decimal X;", TestName = "Above_an_attribute")]
    [TestCase("    [Column(\"x\")]\n    public decimal X;", "    [Column(\"x\", Precision = 18, Scale = 4)]\n    public decimal X;", TestName = "In_an_attribute")]
    public async Task A_member_gets_its_digits(string source, string expected)
    {
        foreach (var end in new[] { "\n", "\r\n" })
            await CheckAsync(
                new AddPrecisionFix(),
                "State the digits: Precision = 18, Scale = 4",
                $"[BatchSerializable]\npublic partial class A\n{{\n{source}\n}}\n".Replace("\n", end),
                $"[BatchSerializable]\npublic partial class A\n{{\n{expected}\n}}\n".Replace("\n", end));
    }

    [Test]
    public async Task An_attribute_is_written_as_the_usings_of_the_file_ask()
    {
        using var run = new CodeFixRun("[DataflowWrite.Annotations.BatchSerializable] public partial record A(decimal X);");

        await run.FixFirstAsync(new AddPrecisionFix());

        (await run.TextAsync()).Should().Be(
            "[DataflowWrite.Annotations.BatchSerializable] public partial record A([DataflowWrite.Annotations.Column(Precision = 18, Scale = 4)] decimal X);");
    }

    [TestCase("Column(Unit = TimeUnit.Second)", "int", "Column", "Unit")]
    [TestCase("Column(\"x\", Unit = TimeUnit.Second)", "int", "Column(\"x\")", "Unit")]
    [TestCase("Column(Unit = TimeUnit.Second, TimeZone = \"UTC\")", "TimeSpan", "Column(Unit = TimeUnit.Second)", "TimeZone")]
    [TestCase("Column(TimeZone = \"UTC\", Unit = TimeUnit.Second)", "TimeSpan", "Column(Unit = TimeUnit.Second)", "TimeZone")]
    [TestCase("Column(\"x\", Precision = 3, Order = 1, Scale = 2)", "double", "Column(\"x\", Order = 1)", "Precision, Scale")]
    [TestCase("property: Column(Enum = EnumStorage.Number, Truncate = true)", "string", "property: Column", "Truncate, Enum")]
    public Task Options_without_meaning_are_left_out(string column, string type, string expected, string options) => CheckAsync(
        new RemoveOptionFix(),
        "Leave out " + options,
        $"[BatchSerializable] public partial record A([{column}] {type} X);",
        $"[BatchSerializable] public partial record A([{expected}] {type} X);");

    [Test]
    public async Task All_mistakes_of_one_kind_are_fixed_at_once()
    {
        using var run = new CodeFixRun(
            GeneratorRun.Usings + "class Outer { [BatchSerializable] record A(decimal X, decimal? Y); [BatchSerializable] record B([Column(\"x\")] decimal X); }",
            GeneratorRun.Usings + "[BatchSerializable] class C { public decimal X, Y; [Column(Unit = TimeUnit.Second, Precision = 3)] public long Z; }");

        foreach (var provider in Providers)
            await run.FixAllAsync(provider);

        (await run.TextAsync(0)).Should().Be(GeneratorRun.Usings
            + "partial class Outer { [BatchSerializable] partial record A([Column(Precision = 18, Scale = 4)] decimal X, [Column(Precision = 18, Scale = 4)] decimal? Y); "
            + "[BatchSerializable] partial record B([Column(\"x\", Precision = 18, Scale = 4)] decimal X); }");
        (await run.TextAsync(1)).Should().Be(GeneratorRun.Usings
            + "[BatchSerializable] partial class C {\n    [Column(Precision = 18, Scale = 4)]\n    public decimal X, Y; [Column] public long Z; }");
        (await run.DiagnosticsAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_member_of_a_base_type_in_another_file_is_fixed_there()
    {
        using var run = new CodeFixRun(
            GeneratorRun.Usings + "[BatchSerializable] public partial record A(int Y) : Base;", GeneratorRun.Usings + "public record Base { public decimal X { get; set; } }");

        await run.FixFirstAsync(new AddPrecisionFix());

        (await run.TextAsync(1)).Should().EndWith("public record Base {\n    [Column(Precision = 18, Scale = 4)]\n    public decimal X { get; set; } }");
    }

    [Test]
    public void Each_fix_is_for_diagnostics_that_exist()
        => Providers.SelectMany(provider => provider.FixableDiagnosticIds).Should().OnlyHaveUniqueItems().And.BeSubsetOf(Descriptors.ById.Keys);

    private static async Task CheckAsync(CodeFixProvider provider, string title, string source, string expected)
    {
        using var run = new CodeFixRun(GeneratorRun.Usings + source);

        (await run.FixFirstAsync(provider)).Should().Be(title);

        (await run.TextAsync()).Should().Be(GeneratorRun.Usings + expected);
        (await run.DiagnosticsAsync()).Should().BeEmpty();
    }
}
