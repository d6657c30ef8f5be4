using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Emitting;
using DataflowWrite.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators;

/// <summary>Writes the code for types with <c>[BatchSerializable]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BatchSerializableGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, by which tests tell what ran again.</summary>
    internal const string ParseStep = "Parse";

    internal const string ModelStep = "Model";
    internal const string DiagnosticStep = "Diagnostic";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var results = context.SyntaxProvider
            .ForAttributeWithMetadataName(Names.BatchSerializable, static (node, _) => node is TypeDeclarationSyntax, TypeParser.Parse)
            .WithTrackingName(ParseStep);
        var models = results
            .Where(static result => result.Type is not null)
            .Select(static (result, _) => result.Type!)
            .WithTrackingName(ModelStep);
        var sharedNames = models
            .Select(static (type, _) => type.HintName)
            .Collect()
            .Select(static (names, _) => HintNames.Shared(names));
        context.RegisterSourceOutput(
            models.Combine(sharedNames),
            static (output, pair) => output.AddSource(HintNames.Of(pair.Left, pair.Right), TypeEmitter.Emit(pair.Left)));

        // The compilation is there to find the file again, so that a pragma can silence a diagnostic; the models do not hold it.
        var diagnostics = results
            .SelectMany(static (result, _) => result.Diagnostics)
            .WithTrackingName(DiagnosticStep)
            .Combine(context.CompilationProvider);
        context.RegisterSourceOutput(diagnostics, static (output, pair) => output.ReportDiagnostic(DiagnosticReport.Of(pair.Left, pair.Right)));
    }
}
