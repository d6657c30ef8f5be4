using DataflowWrite.Generators.Models;
using DataflowWrite.Generators.Parsing;

namespace DataflowWrite.Generators.Emitting;

/// <summary>Names that the parts of a generated file share.</summary>
internal static class Code
{
    public const string Building = "global::DataflowWrite.Columns.Building";
    public const string ColumnsSuffix = "Columns";
    public const string TextSuffix = "Text";

    /// <summary>The nested class with converters, schema and partition fields.</summary>
    public static string Columns(TypeModel type) => type.Prefix + ColumnsSuffix;

    /// <summary>The nested class that writes members as text.</summary>
    public static string Text(TypeModel type) => type.Prefix + TextSuffix;

    /// <summary>The interface whose members are implemented explicitly, so that they never clash with those of the type.</summary>
    public static string ColumnsInterface(TypeModel type) => $"{Building}.IRecordColumns<{type.FullName}>";

    public static string RecordInterface(TypeModel type) => $"global::DataflowWrite.IBatchSerializable<{type.FullName}>";

    /// <summary>The field that holds the converter of a column.</summary>
    public static string Converter(ColumnModel column) => column.Member.TrimStart('@') + "Column";

    /// <summary>The method that fills a column. All names of columns have endings and none a beginning, so that those of two members never meet.</summary>
    public static string Fill(ColumnModel column) => column.Member.TrimStart('@') + "Fill";

    /// <summary>The field that holds what writes a column as text.</summary>
    public static string MemberText(ColumnModel column) => column.Member.TrimStart('@') + "Text";

    public static string Values(ColumnModel column) => column.Member.TrimStart('@') + "Values";

    public static string Metadata(EquatableArray<MetadataModel> entries) => entries.Count == 0
        ? "null"
        : "new global::System.Collections.Generic.Dictionary<string, string> { "
            + string.Join(", ", entries.Select(entry => $"[{Names.Literal(entry.Key)}] = {Names.Literal(entry.Value)}")) + " }";
}
