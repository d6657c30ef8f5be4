using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>What may not be named any more: unlike a warning, an error cannot be silenced in generated code.</summary>
internal static class Obsolescence
{
    public static bool IsError(ISymbol symbol) => symbol.GetAttributes().Any(attribute
        => attribute.AttributeClass?.ToDisplayString() == "System.ObsoleteAttribute"
            && attribute.ConstructorArguments.Any(argument => argument.Value is true));
}
