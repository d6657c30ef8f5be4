using System.Collections.Immutable;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DataflowWrite.Generators.Diagnostics;

/// <summary>Gives a diagnostic its place in the files of a compilation.</summary>
internal static class DiagnosticReport
{
    /// <summary>The property that holds the names of the options to leave out, with commas between them.</summary>
    public const string UselessOptions = "UselessOptions";

    public static Diagnostic Of(DiagnosticModel model, Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == model.Path && tree.Length >= model.Start + model.Length);
        var location = tree is null ? Location.None : Location.Create(tree, new TextSpan(model.Start, model.Length));
        var properties = model.UselessOptions.Count == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(UselessOptions, string.Join(",", model.UselessOptions));
        return Diagnostic.Create(Descriptors.ById[model.Id], location, properties, [.. model.Arguments]);
    }
}
