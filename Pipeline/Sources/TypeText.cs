using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

internal static class TypeText
{
    private const string Known = "string, binary, bool, int8 to int64, uint8 to uint64, float32, float64, "
        + "decimal(precision,scale), date32, date64, time32[s|ms], time64[us|ns], timestamp[s|ms|us|ns], timestamp[unit,zone], duration[s|ms|us|ns], "
        + "list<type>, struct<name:type,...>, map<string,type>";

    public static IArrowType Parse(string text) => text switch
    {
        "string" => StringType.Default,
        "binary" => BinaryType.Default,
        "bool" => BooleanType.Default,
        "int8" => Int8Type.Default,
        "int16" => Int16Type.Default,
        "int32" => Int32Type.Default,
        "int64" => Int64Type.Default,
        "uint8" => UInt8Type.Default,
        "uint16" => UInt16Type.Default,
        "uint32" => UInt32Type.Default,
        "uint64" => UInt64Type.Default,
        "float32" => FloatType.Default,
        "float64" => DoubleType.Default,
        "date32" => Date32Type.Default,
        "date64" => Date64Type.Default,
        _ => ParseWithArguments(text) ?? ParseNested(text) ?? throw new FormatException($"'{text}' is not a type; use one of {Known}."),
    };

    public static string Format(IArrowType type) => type switch
    {
        StringType => "string",
        BinaryType => "binary",
        BooleanType => "bool",
        FloatType => "float32",
        DoubleType => "float64",
        Date32Type => "date32",
        Date64Type => "date64",
        Decimal128Type t => string.Create(CultureInfo.InvariantCulture, $"decimal({t.Precision},{t.Scale})"),
        Decimal256Type t => string.Create(CultureInfo.InvariantCulture, $"decimal({t.Precision},{t.Scale})"),
        Time32Type t => $"time32[{t.Unit.Name()}]",
        Time64Type t => $"time64[{t.Unit.Name()}]",
        TimestampType t when string.IsNullOrEmpty(t.Timezone) => $"timestamp[{t.Unit.Name()}]",
        TimestampType t => $"timestamp[{t.Unit.Name()},{t.Timezone}]",
        DurationType t => $"duration[{t.Unit.Name()}]",
        ListType t => $"list<{Format(t.ValueDataType)}>",
        MapType t => $"map<{Format(t.KeyField.DataType)},{Format(t.ValueField.DataType)}>",
        StructType t => $"struct<{string.Join(',', t.Fields.Select(field => $"{SchemaText.FormatName(field.Name)}:{Format(field.DataType)}"))}>",
        _ => ArrowTypes.NameOf(type),
    };

    private static IArrowType? ParseNested(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        if (open <= 0 || text[^1] != '>')
            return null;

        var inner = text[(open + 1)..^1].Trim();
        return text[..open].TrimEnd() switch
        {
            "list" => new ListType(new Field("item", Parse(inner), nullable: true)),
            "struct" => new StructType([.. SchemaText.Parse(inner)]),
            "map" when SchemaText.EndOfType(inner, 0) is var comma && comma < inner.Length && inner[..comma].Trim() == "string"
                => new MapType(StringType.Default, Parse(inner[(comma + 1)..].Trim()), nullable: true),
            _ => null,
        };
    }

    private static IArrowType? ParseWithArguments(string text)
    {
        var open = text.IndexOfAny(['(', '[']);
        if (open <= 0 || text[^1] != (text[open] == '(' ? ')' : ']'))
            return null;

        var arguments = text[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        return (text[..open].TrimEnd() + text[open], arguments) switch
        {
            ("decimal(", [var precision, var scale]) => Decimal(precision, scale),
            (_, [var unit, ..]) when TimeUnits.TryParse(unit, out var known) => WithUnit(text[..open] + text[open], known, arguments),
            _ => null,
        };
    }

    private static IArrowType? WithUnit(string name, TimeUnit unit, string[] arguments) => (name, unit, arguments) switch
    {
        ("time32[", TimeUnit.Second or TimeUnit.Millisecond, [_]) => new Time32Type(unit),
        ("time64[", TimeUnit.Microsecond or TimeUnit.Nanosecond, [_]) => new Time64Type(unit),
        ("timestamp[", _, [_]) => new TimestampType(unit, (string?)null),
        ("timestamp[", _, [_, { Length: > 0 } zone]) => new TimestampType(unit, zone),
        ("duration[", _, [_]) => DurationType.FromTimeUnit(unit),
        _ => null,
    };

    private static IArrowType? Decimal(string precision, string scale)
    {
        if (!int.TryParse(precision, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            || !int.TryParse(scale, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            || p is < 1 or > 76 || s > p)
            return null;

        return p <= 38 ? new Decimal128Type(p, s) : new Decimal256Type(p, s);
    }
}
