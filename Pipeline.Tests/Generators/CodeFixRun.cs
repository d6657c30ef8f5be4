using DataflowWrite.Generators;
using DataflowWrite.Tests.Conventions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DataflowWrite.Tests.Generators;

/// <summary>Applies code fixes to a workspace of its own, to what the generator reports there.</summary>
internal sealed class CodeFixRun : IDisposable
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp12, DocumentationMode.Parse);

    private readonly AdhocWorkspace _workspace = new();
    private Solution _solution;

    /// <summary>Each source is a file of its own, named by its index.</summary>
    public CodeFixRun(params string[] sources)
    {
        var references = SourceCompilation.References.Where(reference => reference.Key != "DataflowWrite.Tests.dll").Select(reference => reference.Value);
        var project = ProjectId.CreateNewId();
        _solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            project,
            VersionStamp.Default,
            "Fixed",
            "Fixed",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: Options,
            metadataReferences: references));
        foreach (var (index, source) in sources.Index())
            _solution = _solution.AddDocument(DocumentId.CreateNewId(project), $"{index}.cs", SourceText.From(source), filePath: $"{index}.cs");
    }

    private Project Project => _solution.Projects.Single();

    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        var compilation = (await Project.GetCompilationAsync())!;
        var driver = CSharpGeneratorDriver.Create([new BatchSerializableGenerator().AsSourceGenerator()], parseOptions: Options);
        return driver.RunGenerators(compilation).GetRunResult().Diagnostics;
    }

    /// <summary>Applies what is offered for the first diagnostic; null, and no change, when nothing is. Otherwise its title.</summary>
    public async Task<string?> FixFirstAsync(CodeFixProvider provider)
    {
        var diagnostic = (await DiagnosticsAsync()).First(found => provider.FixableDiagnosticIds.Contains(found.Id));
        CodeAction? offered = null;
        await provider.RegisterCodeFixesAsync(new(DocumentOf(diagnostic), diagnostic, (action, _) => offered = action, CancellationToken.None));
        if (offered is not null)
            await ApplyAsync(offered);

        return offered?.Title;
    }

    public async Task FixAllAsync(CodeFixProvider provider)
    {
        var diagnostics = await DiagnosticsAsync();
        var context = new FixAllContext(
            Project.Documents.First(),
            provider,
            FixAllScope.Solution,
            provider.GetType().Name,
            provider.FixableDiagnosticIds,
            new Reported(diagnostics),
            CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public async Task<string> TextAsync(int file = 0) => (await Project.Documents.ElementAt(file).GetTextAsync()).ToString();

    public void Dispose() => _workspace.Dispose();

    private async Task ApplyAsync(CodeAction action)
        => _solution = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private Document DocumentOf(Diagnostic diagnostic)
        => Project.Documents.Single(document => document.FilePath == diagnostic.Location.SourceTree!.FilePath);

    private sealed class Reported(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult(diagnostics.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
