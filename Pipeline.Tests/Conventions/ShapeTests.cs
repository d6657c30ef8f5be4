namespace DataflowWrite.Tests.Conventions;

public sealed class ShapeTests
{
    [TestCaseSource(typeof(RepositoryTree), nameof(RepositoryTree.Projects))]
    public void Each_file_is_short_and_holds_one_type_in_the_namespace_of_its_folder(string project)
        => SourceFile.InProject(project).SelectMany(ShapeRules.Violations).Should().BeEmpty();

    [TestCase("Pipeline")]
    [TestCase("Pipeline.Azure")]
    [TestCase("Pipeline.Parquet")]
    [TestCase("Pipeline.S3")]
    [TestCase("Pipeline.Testing")]
    [TestCase("Pipeline.Tests")]
    public void Each_class_is_sealed_abstract_or_static_unless_it_is_a_documented_base(string project)
        => ShapeRules.OpenTypes(SourceFile.InProject(project)).Should().BeEmpty();

    [TestCase("namespace DataflowWrite; class Store;", "namespace DataflowWrite should be")]
    [TestCase("namespace DataflowWrite.Storage { class Store; }", "should be the file-scoped")]
    [TestCase("class Store;", "has no namespace")]
    [TestCase("namespace DataflowWrite.Storage; class Store; enum Kind { A }", "holds 2 top-level types")]
    [TestCase("namespace DataflowWrite.Storage; class Store; delegate void Kind();", "holds 2 top-level types")]
    [TestCase("namespace DataflowWrite.Storage;\n#region A\nclass Store;\n#endregion", "has a region")]
    public void A_badly_shaped_file_is_found(string text, string message)
        => ShapeRules.Violations(new("Pipeline/Storage/Store.cs", text)).Should().ContainMatch($"Pipeline/Storage/Store.cs: *{message}*");

    [TestCase("Pipeline", 400)]
    [TestCase("Pipeline.Tests", 500)]
    public void A_long_file_is_found(string project, int limit)
    {
        SourceFile File(int lines) => new(
            $"{project}/A.cs", $"namespace DataflowWrite{project["Pipeline".Length..]};\nclass A;\n{new string('\n', lines - 3)}//\n");

        ShapeRules.Violations(File(limit)).Should().BeEmpty();
        ShapeRules.Violations(File(limit + 1)).Should().ContainMatch($"*{limit + 1} lines*");
    }

    [Test]
    public void A_well_shaped_file_is_fine()
        => ShapeRules.Violations(new("Pipeline/Storage/Store.cs", "namespace DataflowWrite.Storage; class Store { enum Kind { A } }")).Should().BeEmpty();

    [TestCase("public class Store;")]
    [TestCase("record Store;")]
    [TestCase("static class Host { class Store; }")]
    [TestCase("/// <summary>A base class.</summary>\ninternal class Store;")]
    public void An_open_type_is_found(string text) => Open(text).Should().ContainMatch("*Store is open*");

    [TestCase("sealed record Store;")]
    [TestCase("abstract class Store;")]
    [TestCase("static partial class Store;", "partial class Store;")]
    [TestCase("record struct Store;")]
    [TestCase("/// <summary>The base of all stores.</summary>\npublic class Store;")]
    public void A_closed_type_or_a_documented_base_is_fine(params string[] parts) => Open(parts).Should().BeEmpty();

    private static IEnumerable<string> Open(params string[] parts)
        => ShapeRules.OpenTypes([.. parts.Select((text, n) => new SourceFile($"Pipeline/Storage/Store{n}.cs", $"namespace DataflowWrite.Storage;\n{text}"))]);
}
