using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DataflowWrite.Generators.Parsing;

/// <summary>The parameters in the head of a type, which hold the attributes of positional members.</summary>
internal static class PrimaryConstructor
{
    public static IEnumerable<IParameterSymbol> ParametersOf(INamedTypeSymbol type)
        => type.InstanceConstructors.FirstOrDefault(type.DeclaringSyntaxReferences.IsEmpty ? IsPositional : IsInHead)?.Parameters ?? [];

    private static bool IsInHead(IMethodSymbol constructor)
        => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    // An assembly does not say which constructor stood in the head; a positional record can be taken apart into the parameters of that one.
    private static bool IsPositional(IMethodSymbol constructor) => constructor.ContainingType.IsRecord
        && constructor.ContainingType.GetMembers("Deconstruct").OfType<IMethodSymbol>().Any(method => method.Parameters
            .Select(parameter => (parameter.Name, parameter.Type.ToDisplayString()))
            .SequenceEqual(constructor.Parameters.Select(parameter => (parameter.Name, parameter.Type.ToDisplayString()))));
}
