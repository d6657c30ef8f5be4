using DataflowWrite.Generators.Models;
using DataflowWrite.Generators.Parsing;

namespace DataflowWrite.Generators.Emitting;

/// <summary>The expression that makes the converter of a column.</summary>
internal static class ConverterEmitter
{
    private const string Converters = Code.Building + ".ColumnConverters";

    public static string Expression(ConverterModel model)
    {
        var prefix = model is { IsNullable: true, IsValueType: false } ? "Nullable" : "";
        var expression = $"{Converters}.{prefix}{model.Method}{TypeArguments(model)}({Arguments(model)})";
        if (model.IsDictionary)
            expression = $"{Converters}.{prefix}Dictionary({expression})";

        return model is { IsNullable: true, IsValueType: true } ? $"{Converters}.Nullable({expression})" : expression;
    }

    private static string TypeArguments(ConverterModel model) => model.Kind switch
    {
        ConverterKind.EnumNumber => $"<{model.Type}, {model.NumberType}>",
        ConverterKind.EnumName or ConverterKind.Struct => $"<{model.Type}>",
        _ => "",
    };

    private static string Arguments(ConverterModel model)
    {
        var unit = "global::Apache.Arrow.Types.TimeUnit." + model.Unit;
        var zone = model.TimeZone is { } name ? Names.Literal(name) : "null";
        var truncate = model.Truncate ? "true" : "false";
        return model.Kind switch
        {
            ConverterKind.Decimal => $"{model.Precision}, {model.Scale}, {truncate}",
            ConverterKind.BigInteger => $"{model.Precision}",
            ConverterKind.Instant or ConverterKind.Clock => $"{unit}, {zone}, {truncate}",
            ConverterKind.Duration or ConverterKind.Time => $"{unit}, {truncate}",
            ConverterKind.EnumNumber => $"{Converters}.{model.NumberMethod}()",
            ConverterKind.EnumName => EnumValues(model),
            ConverterKind.List or ConverterKind.Map => Expression(model.Item!),
            _ => "",
        };
    }

    private static string EnumValues(ConverterModel model)
        => $"new (string, {model.Type})[] {{ "
            + string.Join(", ", model.EnumValues.Select(value => $"({Names.Literal(value.Name)}, {ValueOf(model, value)})")) + " }";

    private static string ValueOf(ConverterModel model, EnumValueModel value)
        => value.Number is { } number ? $"({model.Type})({number})" : $"{model.Type}.{Names.Escape(value.Name)}";
}
