using System.Collections.Immutable;
using System.Composition;
using DataflowWrite.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.CodeFixes;

/// <summary>Leaves out the options of <c>[Column]</c> that have no meaning for its member.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveOptionFix))]
[Shared]
public sealed class RemoveOptionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.UselessOption.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: not null } column
            || !context.Diagnostics[0].Properties.TryGetValue(DiagnosticReport.UselessOptions, out var options))
            return;

        var names = options!.Split(',');
        var title = $"Leave out {string.Join(", ", names)}";
        var fixedDocument = context.Document.WithSyntaxRoot(root.ReplaceNode(column, ColumnSyntax.RemoveArguments(column, names)));
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(fixedDocument), nameof(RemoveOptionFix)),
            context.Diagnostics);
    }
}
