using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.CodeFixes;

/// <summary>The declaration of a member: a property, a field or a parameter of a primary constructor.</summary>
internal static class MemberSyntax
{
    /// <summary>The declaration that a name stands in; null where that is none of a member.</summary>
    public static SyntaxNode? Of(SyntaxNode name) => name.FirstAncestorOrSelf<SyntaxNode>(
        node => node is PropertyDeclarationSyntax or FieldDeclarationSyntax or ParameterSyntax or BaseTypeDeclarationSyntax) switch
    {
        BaseTypeDeclarationSyntax => null,
        var member => member,
    };

    public static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode member)
        => member is ParameterSyntax parameter ? parameter.AttributeLists : ((MemberDeclarationSyntax)member).AttributeLists;

    /// <summary>A parameter gets the attribute on its line, any other member on a line of its own above.</summary>
    public static SyntaxNode AddAttribute(SyntaxNode member, AttributeSyntax attribute)
    {
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute));
        var leading = member.GetLeadingTrivia();
        if (member is ParameterSyntax parameter)
        {
            var first = parameter.AttributeLists.Count == 0;
            return (first ? parameter.WithoutLeadingTrivia() : parameter)
                .AddAttributeLists(list.WithLeadingTrivia(first ? leading : default).WithTrailingTrivia(SyntaxFactory.Space));
        }

        var declaration = (MemberDeclarationSyntax)member;
        var indent = SyntaxFactory.TriviaList(leading.Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1));
        var end = SyntaxFactory.EndOfLine(declaration.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n");
        var above = list.WithLeadingTrivia(leading).WithTrailingTrivia(end);
        var rest = declaration.WithLeadingTrivia(indent);
        return rest.WithAttributeLists(rest.AttributeLists.Insert(0, above));
    }
}
