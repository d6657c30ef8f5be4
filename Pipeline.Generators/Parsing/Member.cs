using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>A property or field with the parameter of a primary constructor that it comes from.</summary>
internal sealed class Member(ISymbol symbol, IParameterSymbol? parameter)
{
    public ISymbol Symbol { get; } = symbol;

    public string Name => Symbol.Name;

    public ITypeSymbol Type { get; } = symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;

    public Location? Location => Symbol.Locations.FirstOrDefault();

    /// <summary>Attributes of the member, and those of the parameter, where the compiler leaves attributes of positional members.</summary>
    public IEnumerable<AttributeData> Attributes(string name)
        => Symbol.GetAttributes().Concat(parameter?.GetAttributes() ?? []).Where(attribute => attribute.AttributeClass?.ToDisplayString() == name);

    public AttributeData? Attribute(string name) => Attributes(name).FirstOrDefault();

    /// <summary>Whether an initializer in the type itself may set it.</summary>
    public bool IsSettable(INamedTypeSymbol from) => Symbol switch
    {
        IPropertySymbol { SetMethod: { } setter } => IsAccessible(setter, from),
        IFieldSymbol { IsReadOnly: false } => IsAccessible(Symbol, from),
        _ => false,
    };

    public bool IsReadable(INamedTypeSymbol from)
        => Symbol is IPropertySymbol { GetMethod: { } getter } ? IsAccessible(getter, from) : Symbol is IFieldSymbol && IsAccessible(Symbol, from);

    /// <summary>Whether code in the type may name it.</summary>
    public static bool IsAccessible(ISymbol symbol, INamedTypeSymbol from)
        => SymbolEqualityComparer.Default.Equals(symbol.ContainingType, from)
            || symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
            || (symbol.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal
                && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, from.ContainingAssembly));
}
