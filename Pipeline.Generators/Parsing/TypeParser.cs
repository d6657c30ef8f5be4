using System.Globalization;
using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Turns a declaration into a model or diagnostics.</summary>
internal static class TypeParser
{
    public static ParseResult Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var diagnostics = new DiagnosticBag(syntax.Identifier.GetLocation());
        if (!HoldsFirst(syntax, type))
            return new(null, diagnostics.ToModels());

        CheckDeclaration(type, syntax, diagnostics);
        cancellationToken.ThrowIfCancellationRequested();
        var model = diagnostics.IsEmpty ? Parse(type, context.Attributes[0], syntax, diagnostics) : null;
        return new(diagnostics.IsEmpty ? model : null, diagnostics.ToModels());
    }

    // Each declaration with the attribute is given to us, though the compiler refuses a second one: the type is generated once.
    private static bool HoldsFirst(TypeDeclarationSyntax syntax, INamedTypeSymbol type)
    {
        var first = type.GetAttributes().First(found => found.AttributeClass?.ToDisplayString() == Names.BatchSerializable).ApplicationSyntaxReference;
        return first is null || (first.SyntaxTree == syntax.SyntaxTree && syntax.AttributeLists.Span.Contains(first.Span));
    }

    private static TypeModel? Parse(INamedTypeSymbol type, AttributeData attribute, TypeDeclarationSyntax syntax, DiagnosticBag diagnostics)
    {
        var members = MemberFinder.Find(type, diagnostics);
        var naming = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Naming").Value.Value as int? ?? NamingPolicies.AsWritten;
        var columns = ColumnParser.Parse(type, members.Where(member => member.Attribute(Names.Ignore) is null), naming, diagnostics);
        if (columns.Count == 0 && diagnostics.IsEmpty)
            diagnostics.Add(Descriptors.NoColumns, syntax.Identifier.GetLocation(), type.Name);
        if (!diagnostics.IsEmpty)
            return null;

        var keys = KeyParser.Parse(columns, diagnostics);
        var read = columns.Where(column => column.Column.IsRead).Select(column => column.Member).ToList();
        if (ConstructionParser.Parse(type, read, members, diagnostics) is not { } construction)
            return null;

        return new()
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Containers = new(syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(HeadOf)),
            Head = HeadOf(syntax),
            FullName = Names.Of(type),
            HintName = HintOf(type),
            Prefix = MemberNames.FreePrefix(type),
            Columns = new(columns.Select(column => column.Column)),
            Metadata = ColumnParser.MetadataOf(type.GetAttributes().Where(found => found.AttributeClass?.ToDisplayString() == Names.Metadata)),
            Keys = new(keys),
            Construction = construction,
        };
    }

    private static void CheckDeclaration(INamedTypeSymbol type, TypeDeclarationSyntax syntax, DiagnosticBag diagnostics)
    {
        foreach (var declaration in syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                diagnostics.Add(Descriptors.NotPartial, declaration.Identifier.GetLocation(), declaration.Identifier.ValueText, type.Name);

        var kind = type.IsStatic ? "static"
            : type.IsAbstract ? "abstract"
            : type.IsRefLikeType ? "a ref struct"
            : syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(IsFileLocal) ? "local to its file"
            : null;
        if (kind is not null)
            diagnostics.Add(Descriptors.UnsupportedKind, syntax.Identifier.GetLocation(), type.Name, kind);
    }

    private static bool IsFileLocal(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.FileKeyword);

    private static string HeadOf(TypeDeclarationSyntax syntax)
    {
        var keyword = syntax is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.None)
            ? $"{record.Keyword.ValueText} {record.ClassOrStructKeyword.ValueText}"
            : syntax.Keyword.ValueText;
        var parameters = syntax.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(parameter => parameter.Identifier.Text))}>" : "";
        return $"partial {keyword} {syntax.Identifier.Text}{parameters}";
    }

    private static string HintOf(INamedTypeSymbol type)
    {
        var parts = new Stack<string>();
        for (var current = type; current is not null; current = current.ContainingType)
            parts.Push(current.Arity == 0 ? current.Name : $"{current.Name}_{current.Arity.ToString(CultureInfo.InvariantCulture)}");

        if (!type.ContainingNamespace.IsGlobalNamespace)
            parts.Push(Names.Unescaped(type.ContainingNamespace));

        return string.Join(".", parts);
    }
}
