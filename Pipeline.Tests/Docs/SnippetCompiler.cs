using DataflowWrite.Generators;
using DataflowWrite.Tests.Conventions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Tests.Docs;

/// <summary>Compiles a block of the docs, each by itself, against the assemblies of this test run.</summary>
internal static class SnippetCompiler
{
    /// <summary>The usings that a reader has in mind beside the SDK's own; what else a block needs it says itself.</summary>
    private const string Usings = """
        global using Apache.Arrow;
        global using Apache.Arrow.Types;
        global using DataflowWrite;
        global using static DataflowWrite.Docs.Given;
        """;

    /// <summary>The names that a block may use without making them.</summary>
    private const string Given = """
        namespace DataflowWrite.Docs;

        internal static class Given
        {
            public static System.Collections.Generic.IAsyncEnumerable<Apache.Arrow.RecordBatch> batches => throw null!;
            public static Apache.Arrow.RecordBatch batch => throw null!;
            public static Apache.Arrow.Schema schema => throw null!;
            public static System.Threading.CancellationToken cancellationToken => default;
        }
        """;

    /// <summary>The errors of one block, each with its file and line; none for a block that is excused.</summary>
    public static IEnumerable<string> Errors(CodeBlock block)
    {
        if (block.IsExcused)
            return [];
        if (block.Info.Length > 0)
            return [$"{block.File}({block.Line - 1}): '{block.Info}' is not understood; write 'no-compile: reason' or nothing"];

        var options = SourceCompilation.ParseOptions;
        var snippet = CSharpSyntaxTree.ParseText($"#line {block.Line} \"{block.File}\"\n{block.Code}\n", options, block.File);
        var isProgram = snippet.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [snippet, .. new[] { SourceCompilation.ImplicitUsings, Usings, Given }.Select(text => CSharpSyntaxTree.ParseText(text, options))],
            SourceCompilation.References.Where(reference => reference.Key != "DataflowWrite.Tests.dll").Select(reference => reference.Value),
            new(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create([new BatchSerializableGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var reported);
        return from diagnostic in generated.GetDiagnostics().Concat(reported)
               where diagnostic.Severity == DiagnosticSeverity.Error
               let line = diagnostic.Location.GetMappedLineSpan()
               select $"{line.Path}({line.StartLinePosition.Line + 1}): {diagnostic.Id}: {diagnostic.GetMessage(null)}";
    }
}
