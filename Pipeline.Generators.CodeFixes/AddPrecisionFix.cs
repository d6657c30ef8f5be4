using System.Collections.Immutable;
using System.Composition;
using DataflowWrite.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.CodeFixes;

/// <summary>States digits for a decimal, in the <c>[Column]</c> that it has or in a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPrecisionFix))]
[Shared]
public sealed class AddPrecisionFix : CodeFixProvider
{
    // What the message and the docs show: enough for money, and still a decimal128.
    private const int Precision = 18;
    private const int Scale = 4;

    private static readonly string Title = $"State the digits: Precision = {Precision}, Scale = {Scale}";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.DecimalWithoutPrecision.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is not { } name || MemberSyntax.Of(name) is not { } member)
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellationToken => FixAsync(context.Document, root, member, cancellationToken), nameof(AddPrecisionFix)),
            context.Diagnostics);
    }

    private static async Task<Document> FixAsync(
        Document document, SyntaxNode root, SyntaxNode member, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var column = ColumnSyntax.Find(MemberSyntax.AttributesOf(member), model!, cancellationToken);
        return document.WithSyntaxRoot(column is null
            ? root.ReplaceNode(member, MemberSyntax.AddAttribute(member, ColumnSyntax.Create(Arguments(null))))
            : root.ReplaceNode(column, ColumnSyntax.AddArguments(column, Arguments(column))));
    }

    // A scale that is there stays, and gets room for it.
    private static (string Name, int Value)[] Arguments(AttributeSyntax? column) => ColumnSyntax.Has(column, "Scale")
        ? [("Precision", Precision)]
        : [("Precision", Precision), ("Scale", Scale)];
}
