using System.Globalization;
using DataflowWrite.Generators.Diagnostics;
using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Chooses how the values of a member become a column.</summary>
internal sealed class ConverterParser(Member member, ColumnOptions options, DiagnosticBag diagnostics)
{
    private const string Collections = "global::System.Collections";

    /// <summary>Null when the type makes no column; the reason has been told.</summary>
    public ConverterModel? Parse() => Parse(member.Type);

    private ConverterModel? Parse(ITypeSymbol type)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated
            ? !type.IsValueType
            : type.NullableAnnotation == NullableAnnotation.None && type.IsReferenceType;
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
            return ParseList("Array", array.ElementType, static item => item + "[]");
        if (type is INamedTypeSymbol { IsGenericType: true } generic)
            switch (generic.ConstructedFrom.ToDisplayString())
            {
                case "System.Collections.Generic.List<T>":
                    return ParseList("List", generic.TypeArguments[0], static item => $"{Collections}.Generic.List<{item}>");
                case "System.Collections.Generic.IReadOnlyList<T>":
                    return ParseList("ReadOnlyList", generic.TypeArguments[0], static item => $"{Collections}.Generic.IReadOnlyList<{item}>");
                case "System.Collections.Immutable.ImmutableArray<T>":
                    return ParseList("ImmutableArray", generic.TypeArguments[0], static item => $"{Collections}.Immutable.ImmutableArray<{item}>");
                case "System.Collections.Generic.Dictionary<TKey, TValue>":
                    return ParseMap(generic);
            }

        if (RecordTypes.IsRecord(type))
            return new() { Kind = ConverterKind.Struct, Method = "Struct", Type = Names.Of(type) };

        return Unsupported(type);
    }

    private ConverterModel? ParseParameter(ITypeParameterSymbol parameter)
    {
        var constrained = parameter.ConstraintTypes.OfType<INamedTypeSymbol>()
            .Any(constraint => constraint.OriginalDefinition.ToDisplayString() is Names.RecordInterface or Names.ColumnsInterface);
        var hasNull = parameter.IsReferenceType || parameter.IsValueType;
        if (constrained && (hasNull || parameter.NullableAnnotation != NullableAnnotation.Annotated))
            return new() { Kind = ConverterKind.Struct, Method = "Struct", Type = Names.Of(parameter) };

        var wanted = constrained ? "class or struct as well, since its null is not known otherwise" : $"IBatchSerializable<{parameter.Name}>";
        diagnostics.Add(Descriptors.OpenGeneric, member.Location, member.Name, parameter.Name, wanted);
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

        var values = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).Select(ValueOf);
        return new() { Kind = ConverterKind.EnumName, Method = "EnumName", Type = Names.Of(type), EnumValues = new(values) };

        static EnumValueModel ValueOf(IFieldSymbol field)
            => new(field.Name, Obsolescence.IsError(field) ? Convert.ToString(field.ConstantValue, CultureInfo.InvariantCulture) : null);
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

    // The name of the type is put together from that of its items, since nulls of these may be marked where the source does not say so.
    private ConverterModel? ParseList(string method, ITypeSymbol itemType, Func<string, string> name)
        => Parse(itemType) is { } item
            ? new() { Kind = ConverterKind.List, Method = method, Type = name(item.MarkedType), Item = item }
            : null;

    private ConverterModel? ParseMap(INamedTypeSymbol type)
    {
        if (type.TypeArguments[0].SpecialType != SpecialType.System_String)
        {
            diagnostics.Add(Descriptors.UnsupportedType, member.Location, member.Name, Names.Short(type), "the keys of a map have to be strings");
            return null;
        }

        return Parse(type.TypeArguments[1]) is { } item
            ? new() { Kind = ConverterKind.Map, Method = "Map", Type = $"{Collections}.Generic.Dictionary<string, {item.MarkedType}>", Item = item }
            : null;
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
