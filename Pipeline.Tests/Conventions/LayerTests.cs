using Microsoft.CodeAnalysis;

namespace DataflowWrite.Tests.Conventions;

public sealed class LayerTests
{
    private const string Store = "namespace DataflowWrite.Storage; public sealed class Store { public static int Count; public Store Next() => this; }";

    [Test]
    public void Folders_of_the_core_use_only_folders_to_their_right()
        => LayerRules.Violations(SourceFile.InProject("Pipeline")).Should().BeEmpty();

    [Test]
    public void The_rules_see_every_name_of_the_core()
    {
        string[] unbound = ["CS0103", "CS0234", "CS0246", "CS1061"];

        var errors = SourceCompilation.Of(SourceFile.InProject("Pipeline")).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && unbound.Contains(diagnostic.Id));

        errors.Select(error => error.ToString()).Should().BeEmpty("a name that does not bind is a name that the layer rules miss");
    }

    [TestCase("Columns", "using DataflowWrite.Storage; namespace DataflowWrite.Columns; class Bad;", TestName = "By_a_using")]
    [TestCase("Columns", "using S = DataflowWrite.Storage.Store; namespace DataflowWrite.Columns; class Bad;", TestName = "By_an_alias")]
    [TestCase("Columns", "namespace DataflowWrite.Columns; class Bad { Storage.Store? s; }", TestName = "By_a_relative_name")]
    [TestCase("Columns", "namespace DataflowWrite.Columns; class Bad { int n = global::DataflowWrite.Storage.Store.Count; }", TestName = "By_a_qualified_name")]
    [TestCase("Compression/Deep", "namespace DataflowWrite.Compression.Deep; class Bad { Storage.Store? s; }", TestName = "From_a_subfolder")]
    [TestCase("Storage", "namespace DataflowWrite.Storage; class Bad { DataflowWrite.Partitioning.Key? k; }", TestName = "To_the_left")]
    [TestCase("Serialization", "namespace DataflowWrite.Serialization; class Bad { DataflowWrite.Partitioning.Key? k; }", TestName = "Within_a_level")]
    [TestCase("Storage", "namespace DataflowWrite.Storage; class Bad { DataflowWrite.Options? o; }", TestName = "To_the_root")]
    [TestCase("Commit", "namespace DataflowWrite.Commit; class Bad { System.Threading.Tasks.Dataflow.ITargetBlock<int>? b; }", TestName = "To_Dataflow")]
    [TestCase("Misc", "namespace DataflowWrite.Misc; class Fine;", TestName = "In_an_unknown_folder")]
    public void A_name_out_of_its_layer_is_found(string folder, string text)
        => Check(folder, text).Should().ContainMatch($"Pipeline/{folder}/Bad.cs*");

    [TestCase("Stages", "using System.Threading.Tasks.Dataflow; namespace DataflowWrite.Stages; class Fine { ITargetBlock<int>? b; Storage.Store? s; }")]
    [TestCase("Storage/Local", "namespace DataflowWrite.Storage.Local; class Fine { Store s = new(); }")]
    [TestCase("Partitioning", "using DataflowWrite.Storage; namespace DataflowWrite.Partitioning; class Fine { int n = new Store().Next().Next().GetHashCode(); }")]
    public void A_name_to_the_right_is_fine(string folder, string text) => Check(folder, text).Should().BeEmpty();

    private static IReadOnlyList<string> Check(string folder, string text) => LayerRules.Violations(
    [
        new("Pipeline/Options.cs", "namespace DataflowWrite; public sealed class Options;"),
        new("Pipeline/Storage/Store.cs", Store),
        new("Pipeline/Partitioning/Key.cs", "namespace DataflowWrite.Partitioning; public sealed class Key;"),
        new($"Pipeline/{folder}/Bad.cs", text),
    ]);
}
