using System.Collections.Immutable;
using System.Composition;
using DataflowWrite.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.CodeFixes;

/// <summary>Makes a type partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    private const string Title = "Make the type partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NotPartial.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || root.FindToken(context.Span.Start).Parent is not TypeDeclarationSyntax declaration)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, _ => Task.FromResult(Fix(context.Document, root, declaration)), nameof(MakePartialFix)),
            context.Diagnostics);
    }

    private static Document Fix(Document document, SyntaxNode root, TypeDeclarationSyntax declaration)
        => document.WithSyntaxRoot(root.ReplaceNode(declaration, MakePartial(declaration)));

    // The language wants it last, next to the keyword of the type; what stood before the keyword stands before it then.
    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax declaration)
    {
        var space = SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var partial = SyntaxFactory.Token(declaration.Keyword.LeadingTrivia, SyntaxKind.PartialKeyword, space);
        return declaration
            .WithKeyword(declaration.Keyword.WithLeadingTrivia())
            .WithModifiers(declaration.Modifiers.Add(partial));
    }
}
