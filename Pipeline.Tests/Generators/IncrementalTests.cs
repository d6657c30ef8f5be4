using System.Collections;
using System.Reflection;
using DataflowWrite.Generators;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Tests.Generators;

public sealed class IncrementalTests
{
    private const string Plain = "[BatchSerializable] public partial record A(int X); class Other { int Method() => 1; }";

    private const string Rich = """
        public partial class Outer<T> where T : class, IBatchSerializable<T>
        {
            [BatchSerializable]
            [SchemaMetadata("owner", "web")]
            public partial class Inner
            {
                public Inner(List<T?> lists) => Lists = lists;
                [PartitionKey] public DayOfWeek? Day { get; init; }
                [IgnoreColumn] public required object Tag { get; init; }
                public List<T?> Lists { get; }
                [SchemaMetadata("unit", "m")] public Dictionary<string, int?[]>? Map { get; set; }
            }
        }
        """;

    [Test]
    public void An_edit_elsewhere_in_the_file_emits_nothing_again()
    {
        var run = GeneratorRun.Over(Plain);

        run.Edit(0, Plain.Replace("=> 1", "=> 1 + 1"));

        run.Reasons(BatchSerializableGenerator.ModelStep).Should().NotBeEmpty().And.OnlyContain(reason => IsOld(reason));
        run.OutputReasons().Should().NotBeEmpty().And.OnlyContain(reason => IsOld(reason));
    }

    [Test]
    public void A_changed_member_emits_its_type_again_and_no_other()
    {
        var run = GeneratorRun.Over(Plain, "[BatchSerializable] public partial record B(int Y);");

        run.Edit(0, Plain.Replace("int X", "long X"));

        run.OutputReasons().Should().BeEquivalentTo([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached]);
    }

    [Test]
    public void Moved_code_reports_again_without_emitting()
    {
        var source = "[BatchSerializable] public partial record A(int X); [BatchSerializable] public partial record B(object Y);";
        var run = GeneratorRun.Over(source);

        run.Edit(0, "\n\n" + source);

        run.Reasons(BatchSerializableGenerator.ModelStep).Should().OnlyContain(reason => IsOld(reason));
        run.Diagnostics.Should().ContainSingle().Which.Location.GetLineSpan().StartLinePosition.Line
            .Should().Be(GeneratorRun.Usings.Split('\n').Length + 1);
    }

    [Test]
    public void An_unrelated_edit_among_two_hundred_records_emits_nothing()
    {
        var records = Enumerable.Range(0, 200).Select(i => $"[BatchSerializable] public partial record R{i}(int A, string? B, DateTimeOffset C);");
        var run = GeneratorRun.Over([.. records, "class Other { int Method() => 1; }"]);

        run.Edit(200, "class Other { int Method() => 2; }");

        run.Files.Should().HaveCount(200);
        run.OutputReasons().Should().HaveCount(200).And.OnlyContain(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Test]
    public void A_new_type_emits_no_other_again()
    {
        var run = GeneratorRun.Over(Plain, "class Later;");

        run.Edit(1, "[BatchSerializable] public partial record Later(int X);");

        run.OutputReasons().Should().BeEquivalentTo([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New]);
    }

    [Test]
    public void Equal_sources_in_another_compilation_make_equal_models()
    {
        var first = ModelsOf(GeneratorRun.Over(Plain, Rich));
        var second = ModelsOf(GeneratorRun.Over(Plain, Rich));

        first.Should().NotBeEmpty().And.Equal(second);
    }

    [Test]
    public void Models_hold_nothing_of_the_compilation()
    {
        var run = GeneratorRun.Over(Plain, Rich, "[BatchSerializable] public partial record B([PartitionKey] object Y, List<int?> Z);");

        foreach (var output in run.Result.TrackedSteps
            .Where(step => step.Key is BatchSerializableGenerator.ParseStep or BatchSerializableGenerator.ModelStep or BatchSerializableGenerator.DiagnosticStep)
            .SelectMany(step => step.Value).SelectMany(made => made.Outputs))
            Walk(output.Value, new(ReferenceEqualityComparer.Instance));
    }

    private static bool IsOld(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static List<object> ModelsOf(GeneratorRun run)
        => [.. run.Result.TrackedSteps[BatchSerializableGenerator.ModelStep].SelectMany(step => step.Outputs).Select(output => output.Value)];

    private static void Walk(object? value, HashSet<object> seen)
    {
        if (value is null or string || !seen.Add(value))
            return;

        value.Should().NotBeAssignableTo<ISymbol>();
        value.Should().NotBeAssignableTo<Compilation>();
        value.Should().NotBeAssignableTo<SyntaxNode>();
        value.Should().NotBeAssignableTo<SyntaxTree>();
        value.Should().NotBeAssignableTo<Location>();
        if (value is IEnumerable items)
            foreach (var item in items)
                Walk(item, seen);

        if (!value.GetType().IsPrimitive && !value.GetType().IsEnum)
            for (var type = value.GetType(); type is not null; type = type.BaseType)
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    Walk(field.GetValue(value), seen);
    }
}
