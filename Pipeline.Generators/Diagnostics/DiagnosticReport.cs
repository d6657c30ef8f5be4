using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DataflowWrite.Generators.Diagnostics;

/// <summary>Gives a diagnostic its place in the files of a compilation.</summary>
internal static class DiagnosticReport
{
    public static Diagnostic Of(DiagnosticModel model, Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == model.Path && tree.Length >= model.Start + model.Length);
        var location = tree is null ? Location.None : Location.Create(tree, new TextSpan(model.Start, model.Length));
        return Diagnostic.Create(Descriptors.ById[model.Id], location, [.. model.Arguments]);
    }
}
