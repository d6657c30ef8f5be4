using DataflowWrite.Generators.Models;
using DataflowWrite.Generators.Parsing;

namespace DataflowWrite.Generators.Emitting;

/// <summary>The partition fields, and how a key is known again by the values of members.</summary>
internal static class KeyEmitter
{
    private const string Partitioning = "global::DataflowWrite.Partitioning";

    public static void Emit(SourceWriter writer, TypeModel type)
    {
        var parts = type.Keys.SelectMany(PartsOf).Distinct().ToList();
        var tuple = $"global::System.ValueTuple<{string.Join(", ", parts.Select(part => part.Type))}>";
        var value = $"({string.Join(", ", parts.Select(part => part.Value))})";
        if (parts.Count == 0)
            (tuple, value) = ("global::System.ValueTuple", "default");
        else if (parts.Count == 1)
            value = $"new {tuple}{value}";
        else
            tuple = $"({string.Join(", ", parts.Select(part => part.Type))})";

        writer.Line($"static {Partitioning}.PartitionKeyExtractor<{type.FullName}> {Code.RecordInterface(type)}.CreateKeyExtractor()");
        writer.Continue($"=> new {Partitioning}.RecordKeyExtractor<{type.FullName}, {tuple}>({Code.Columns(type)}.PartitionSpec, static row => {value});");
    }

    public static void EmitSpec(SourceWriter writer, TypeModel type)
    {
        if (type.Keys.Count == 0)
        {
            writer.Line($"public static readonly {Partitioning}.PartitionSpec PartitionSpec = {Partitioning}.PartitionSpec.None;");
            return;
        }

        writer.Line($"public static readonly {Partitioning}.PartitionSpec PartitionSpec = {Partitioning}.PartitionSpec.Create(new {Partitioning}.PartitionField[]");
        writer.Line("{");
        foreach (var key in type.Keys)
            writer.Continue(
                $"{Partitioning}.AnnotatedField.Create({Names.Literal(key.Column)}, global::DataflowWrite.Annotations.Transform.{key.Transform}, "
                + $"{key.Parameter}, {(key.TimeZone is { } zone ? Names.Literal(zone) : "null")}),");
        writer.Line("});");
    }

    private static IEnumerable<(string Type, string Value)> PartsOf(KeyModel key)
    {
        var member = "row." + key.Member;
        var mark = key.IsNullable ? "?" : "";
        return key.Form switch
        {
            KeyValueForm.HalfBits => [Bits("short", "HalfToInt16Bits")],
            KeyValueForm.SingleBits => [Bits("int", "SingleToInt32Bits")],
            KeyValueForm.DoubleBits => [Bits("long", "DoubleToInt64Bits")],
            KeyValueForm.ClockParts =>
                [("long" + mark, $"{member}{mark}.Ticks"), ("global::System.DateTimeKind" + mark, $"{member}{mark}.Kind")],
            KeyValueForm.ClockHour =>
                [("long" + mark, $"{member}{mark}.Ticks / global::System.TimeSpan.TicksPerHour"), ("global::System.DateTimeKind" + mark, $"{member}{mark}.Kind")],
            KeyValueForm.InstantHour => [("long" + mark, $"{member}{mark}.UtcTicks / global::System.TimeSpan.TicksPerHour")],
            _ => [(key.MarkedType, member)],
        };

        (string Type, string Value) Bits(string type, string method) => key.IsNullable
            ? (type + "?", $"{member} is {{ }} {key.Member.TrimStart('@')}Bits ? global::System.BitConverter.{method}({key.Member.TrimStart('@')}Bits) : ({type}?)null")
            : (type, $"global::System.BitConverter.{method}({member})");
    }
}
