using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Tests.Conventions;

/// <summary>
/// A folder of the core uses itself and folders of a higher level number, whatever way it names them: by a using, a type, a member or a
/// target-typed <c>new</c>. Only the root and Stages name the blocks of TPL Dataflow.
/// </summary>
internal static class LayerRules
{
    private const string Root = "(root)";
    private const string RootNamespace = "DataflowWrite";
    private const string Dataflow = "System.Threading.Tasks.Dataflow";

    private static readonly Dictionary<string, int> Levels = new()
    {
        [Root] = 0,
        ["Stages"] = 1,
        ["Commit"] = 2,
        ["Sources"] = 2,
        ["Partitioning"] = 3,
        ["Serialization"] = 3,
        ["Storage"] = 4,
        ["Compression"] = 5,
        ["Telemetry"] = 5,
        ["Columns"] = 6,
        ["Annotations"] = 6,
    };

    public static IReadOnlyList<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var compilation = SourceCompilation.Of(files);
        SortedSet<string> found = new(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var folder = file.Folders.FirstOrDefault() ?? Root;
            if (!Levels.ContainsKey(folder))
            {
                found.Add($"{file.Path}: folder {folder} has no level; add it to the layers of the design and to {nameof(LayerRules)}");
                continue;
            }

            var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == file.Path);
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
                foreach (var used in NamespacesUsed(model, node))
                    if (Explain(folder, used) is { } reason)
                        found.Add($"{file.Path}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): '{node}' {reason}");
        }

        return [.. found];
    }

    private static IEnumerable<string> NamespacesUsed(SemanticModel model, SyntaxNode node)
    {
        if (node is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
            return [];

        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        if (symbol is IAliasSymbol alias)
            symbol = alias.Target;
        if (symbol is INamespaceSymbol named)
            return IsWholeUsing(node) ? [named.ToDisplayString()] : [];

        // A local or a parameter names nothing of its own; its type does where it was declared, and its members do where they are used.
        var type = symbol as ITypeSymbol ?? (symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol ? symbol.ContainingType : null);
        return type?.ContainingNamespace is { IsGlobalNamespace: false } home ? [home.ToDisplayString()] : [];
    }

    private static bool IsWholeUsing(SyntaxNode node)
        => node.AncestorsAndSelf().OfType<UsingDirectiveSyntax>().FirstOrDefault() is { Name: { } name } && node.Span.End == name.Span.End;

    private static string? Explain(string folder, string used)
    {
        if (used == Dataflow || used.StartsWith(Dataflow + ".", StringComparison.Ordinal))
            return folder is Root or "Stages" ? null : $"names {Dataflow}, which only the root and Stages may";

        var target = used == RootNamespace ? Root
            : used.StartsWith(RootNamespace + ".", StringComparison.Ordinal) ? used.Split('.')[1]
            : folder;
        return target == folder || (Levels.TryGetValue(target, out var level) && level > Levels[folder])
            ? null
            : $"reaches from {folder} to {target}, which is not to its right";
    }
}
