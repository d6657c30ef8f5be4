using System.Globalization;
using DataflowWrite.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace DataflowWrite.Generators.CodeFixes;

/// <summary>The attribute of a column and its options.</summary>
internal static class ColumnSyntax
{
    /// <summary>The attribute that the generator reads, among those of a member.</summary>
    public static AttributeSyntax? Find(
        SyntaxList<AttributeListSyntax> lists, SemanticModel model, CancellationToken cancellationToken) => lists
        .Where(list => list.Target is null || list.Target.Identifier.ValueText == "property")
        .SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => model.GetTypeInfo(attribute, cancellationToken).Type?.ToDisplayString() == Names.Column);

    /// <summary>A new attribute; its name is cut to what the file's usings allow.</summary>
    public static AttributeSyntax Create(params (string Name, int Value)[] arguments)
    {
        var name = SyntaxFactory.ParseName("global::" + Names.Column).WithAdditionalAnnotations(Simplifier.Annotation);
        return AddArguments(SyntaxFactory.Attribute(name), arguments);
    }

    public static bool Has(AttributeSyntax? column, string option)
        => column?.ArgumentList?.Arguments.Any(argument => NameOf(argument) == option) == true;

    /// <summary>The attribute with options after those that it has, which keep their layout.</summary>
    public static AttributeSyntax AddArguments(AttributeSyntax column, params (string Name, int Value)[] arguments)
    {
        var list = column.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var comma = SyntaxFactory.Token(default, SyntaxKind.CommaToken, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        var all = list.Arguments.Concat(arguments.Select(argument => Argument(argument.Name, argument.Value))).ToList();
        var commas = list.Arguments.GetSeparators().Concat(Enumerable.Repeat(comma, all.Count)).Take(all.Count - 1);
        return column.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(all, commas)));
    }

    /// <summary>The attribute without some of its options. It stays, for without it a member that is not public is no column.</summary>
    public static AttributeSyntax RemoveArguments(AttributeSyntax column, ICollection<string> options)
    {
        var removed = column.ArgumentList!.Arguments.Where(argument => NameOf(argument) is { } name && options.Contains(name)).ToList();
        return removed.Count == column.ArgumentList.Arguments.Count
            ? column.WithArgumentList(null)
            : column.RemoveNodes(removed, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static AttributeArgumentSyntax Argument(string name, int value)
        => SyntaxFactory.ParseAttributeArgumentList($"({name} = {value.ToString(CultureInfo.InvariantCulture)})")!.Arguments[0];

    private static string? NameOf(AttributeArgumentSyntax argument) => argument.NameEquals?.Name.Identifier.ValueText;
}
