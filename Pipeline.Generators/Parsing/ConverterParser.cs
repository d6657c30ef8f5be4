using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Chooses how the values of a member become a column.</summary>
internal sealed class ConverterParser(Member member, ColumnOptions options, DiagnosticBag diagnostics)
{
    /// <summary>Null when the type makes no column; the reason has been told.</summary>
    public ConverterModel? Parse() => Parse(member.Type);

    private ConverterModel? Parse(ITypeSymbol type)
    {
        var isNullable = type.NullableAnnotation != NullableAnnotation.NotAnnotated && !type.IsValueType;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            isNullable = true;
            type = nullable.TypeArguments[0];
        }

        if (ParseNotNull(type) is not { } model)
            return null;

        // A type parameter that may be anything has no mark for nulls of its own.
        return model with { IsNullable = isNullable, IsValueType = type.IsValueType, IsDictionary = options.Dictionary && CanBeDictionary(model.Kind) };
    }

    private ConverterModel? ParseNotNull(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
            return ParseParameter(parameter);
        if (type.TypeKind == TypeKind.Enum)
            return ParseEnum((INamedTypeSymbol)type);
        if (ScalarTypes.Find(type) is { } scalar)
            return Complete(scalar);
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return ParseList(type, "Array", array.ElementType);
        if (type is INamedTypeSymbol { IsGenericType: true } generic && ParseCollection(generic) is { } collection)
            return collection.Item is null ? null : collection;
        if (RecordTypes.IsRecord(type))
            return new() { Kind = ConverterKind.Struct, Method = "Struct", Type = Names.Of(type) };

        return Unsupported(type);
    }

    private ConverterModel? ParseParameter(ITypeParameterSymbol parameter)
    {
        var constrained = parameter.ConstraintTypes.OfType<INamedTypeSymbol>()
            .Any(constraint => constraint.OriginalDefinition.ToDisplayString() is Names.RecordInterface or Names.ColumnsInterface);
        if (constrained && (parameter.HasReferenceTypeConstraint || parameter.HasValueTypeConstraint || member.Type.NullableAnnotation != NullableAnnotation.Annotated))
            return new() { Kind = ConverterKind.Struct, Method = "Struct", Type = Names.Of(parameter) };

        diagnostics.Add(Descriptors.OpenGeneric, member.Location, member.Name, parameter.Name);
        return null;
    }

    private ConverterModel ParseEnum(INamedTypeSymbol type)
    {
        if (options.EnumAsNumber)
            return new()
            {
                Kind = ConverterKind.EnumNumber,
                Method = "EnumNumber",
                Type = Names.Of(type),
                NumberType = Names.Of(type.EnumUnderlyingType!),
                NumberMethod = type.EnumUnderlyingType!.Name,
            };

        var names = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).Select(field => field.Name);
        return new() { Kind = ConverterKind.EnumName, Method = "EnumName", Type = Names.Of(type), EnumNames = new(names) };
    }

    private ConverterModel? Complete(ConverterModel scalar)
    {
        switch (scalar.Kind)
        {
            case ConverterKind.Decimal when !options.HasPrecision:
                diagnostics.Add(Descriptors.DecimalWithoutPrecision, member.Location, member.Name);
                return null;
            case ConverterKind.Decimal or ConverterKind.BigInteger:
                return PrecisionCheck.Apply(scalar, member, options, diagnostics);
            case ConverterKind.Instant:
                return scalar with { Unit = options.Unit, Truncate = options.Truncate, TimeZone = options.TimeZone ?? "UTC" };
            case ConverterKind.Clock:
                return scalar with { Unit = options.Unit, Truncate = options.Truncate, TimeZone = options.TimeZone };
            case ConverterKind.Duration or ConverterKind.Time:
                return scalar with { Unit = options.Unit, Truncate = options.Truncate };
            default:
                return scalar;
        }
    }

    private ConverterModel? ParseCollection(INamedTypeSymbol type) => type.ConstructedFrom.ToDisplayString() switch
    {
        "System.Collections.Generic.List<T>" => ParseListOrNothing(type, "List"),
        "System.Collections.Generic.IReadOnlyList<T>" or "System.Collections.Generic.IReadOnlyList<out T>" => ParseListOrNothing(type, "ReadOnlyList"),
        "System.Collections.Immutable.ImmutableArray<T>" => ParseListOrNothing(type, "ImmutableArray"),
        "System.Collections.Generic.Dictionary<TKey, TValue>" => ParseMap(type),
        _ => null,
    };

    private ConverterModel ParseListOrNothing(INamedTypeSymbol type, string method)
        => ParseList(type, method, type.TypeArguments[0]) ?? new() { Kind = ConverterKind.List, Method = method, Type = Names.Of(type) };

    private ConverterModel? ParseList(ITypeSymbol type, string method, ITypeSymbol itemType)
        => Parse(itemType) is { } item ? new() { Kind = ConverterKind.List, Method = method, Type = Names.Of(type), Item = item } : null;

    private ConverterModel ParseMap(INamedTypeSymbol type)
    {
        var map = new ConverterModel { Kind = ConverterKind.Map, Method = "Map", Type = Names.Of(type) };
        if (type.TypeArguments[0].SpecialType == SpecialType.System_String)
            return map with { Item = Parse(type.TypeArguments[1]) };

        diagnostics.Add(Descriptors.UnsupportedType, member.Location, member.Name, Names.Short(type), "the keys of a map have to be strings");
        return map;
    }

    private ConverterModel? Unsupported(ITypeSymbol type)
    {
        var reason = type.TypeKind == TypeKind.Class || type.TypeKind == TypeKind.Struct
            ? $"mark {type.Name} with [BatchSerializable], or the member with [IgnoreColumn]"
            : "mark the member with [IgnoreColumn]";
        diagnostics.Add(Descriptors.UnsupportedType, member.Location, member.Name, Names.Short(type), reason);
        return null;
    }

    private static bool CanBeDictionary(ConverterKind kind)
        => kind is not (ConverterKind.List or ConverterKind.Map or ConverterKind.Struct or ConverterKind.Bytes);
}
