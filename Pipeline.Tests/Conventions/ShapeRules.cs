using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Tests.Conventions;

/// <summary>How a source file looks: its namespace is its folder, it holds one type, it is short, and its classes are closed.</summary>
internal static class ShapeRules
{
    private const int MaxLines = 400;
    private const int MaxTestLines = 500;

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var root = CSharpSyntaxTree.ParseText(file.Text, SourceCompilation.ParseOptions, file.Path).GetCompilationUnitRoot();
        var types = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).ToArray();

        var expected = ExpectedNamespace(file);
        foreach (var space in root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
            if ((space.Name.ToString() != expected && !IsPolyfill(file)) || space is not FileScopedNamespaceDeclarationSyntax)
                yield return $"{file.Path}: namespace {space.Name} should be the file-scoped {expected}";

        if (types.Length > 0 && !root.Members.OfType<BaseNamespaceDeclarationSyntax>().Any() && !root.Members.OfType<GlobalStatementSyntax>().Any())
            yield return $"{file.Path}: has no namespace; it should be {expected}";

        if (types.Length > 1)
            yield return $"{file.Path}: holds {types.Length} top-level types; each belongs in a file of its own";

        var lines = file.Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        var limit = file.Path.StartsWith("Pipeline.Tests/", StringComparison.Ordinal) ? MaxTestLines : MaxLines;
        if (lines > limit)
            yield return $"{file.Path}: {lines} lines, more than {limit}; it is two files";

        if (root.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)))
            yield return $"{file.Path}: has a region; it is two files";
    }

    /// <summary>Classes and records that anybody may derive from though nothing says that they are meant for it.</summary>
    public static IEnumerable<string> OpenTypes(IReadOnlyList<SourceFile> files)
    {
        var compilation = SourceCompilation.Of(files);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
                if (model.GetDeclaredSymbol(declaration) is { TypeKind: TypeKind.Class, IsSealed: false, IsAbstract: false, IsStatic: false } type
                    && !IsDocumentedBase(type))
                    yield return $"{tree.FilePath}: {type.Name} is open; seal it, or say in its summary that it is a base to derive from";
        }
    }

    private static bool IsDocumentedBase(INamedTypeSymbol type)
        => type.DeclaredAccessibility == Accessibility.Public
            && type.GetDocumentationCommentXml() is { } doc
            && (doc.Contains(" base", StringComparison.OrdinalIgnoreCase) || doc.Contains("derive", StringComparison.OrdinalIgnoreCase));

    // What the compiler asks for by its full name and an old framework does not have.
    private static bool IsPolyfill(SourceFile file) => file.Folders is ["Polyfills"];

    private static string ExpectedNamespace(SourceFile file)
    {
        var project = file.Path.Split('/')[0];
        return string.Join('.', [$"DataflowWrite{project["Pipeline".Length..]}", .. file.Folders]);
    }
}
