using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.Records;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Chooses the column writers of a JSON Lines file.</summary>
internal sealed class JsonColumns(JsonLinesOptions options)
{
    private readonly ScalarStyles _styles = new()
    {
        NonFinite = options.NonFiniteFloats switch
        {
            NonFiniteFloats.Null => new NonFiniteText("null"u8, "null"u8, "null"u8),
            NonFiniteFloats.String => new NonFiniteText("\"NaN\""u8, "\"Infinity\""u8, "\"-Infinity\""u8),
            _ => NonFiniteText.Refused,
        },
        LargeIntegersAsStrings = options.LargeIntegersAsStrings,
        Binary = options.BinaryEncoding,
        HexPrefix = [.. @"\\x"u8],
    };

    /// <summary>The columns of a schema.</summary>
    /// <exception cref="NotSupportedException">A column has a type that JSON cannot hold, or a name comes twice.</exception>
    public ColumnWriter[] Create(Schema schema) => CreateFields(schema.FieldsList, "");

    /// <summary>The columns of a schema, or the members of a struct, for records.</summary>
    public RecordColumn[] CreateRecord(IReadOnlyList<Field> fields, string parent)
        => [.. fields.Select(field => new JsonRecordColumn(
            this, parent + field.Name, field, JsonPlace.OfField(field.Name, options.WriteNulls)))];

    /// <summary>The writer of a scalar, of any kind.</summary>
    public TWriter CreateValue<TMaker, TWriter>(TMaker maker, string name, IArrowType type, JsonPlace place)
        where TMaker : struct, IWriterMaker<TWriter>
        => ScalarColumns.KindOf(type) switch
        {
            ScalarKind.Text => maker.Text(name, type is ExtensionType extension ? extension.StorageType : type, place.Quoted, default(JsonTextFormat)),
            ScalarKind.Temporal or ScalarKind.Code => Scalar<TMaker, TWriter>(maker, name, type, place.Quoted),
            ScalarKind.Decimal when options.DecimalsAsStrings => Scalar<TMaker, TWriter>(maker, name, type, place.Quoted),
            not null => Scalar<TMaker, TWriter>(maker, name, type, place.Plain),
            null => throw new NotSupportedException(
                $"Column '{name}' has type {ArrowTypes.NameOf(type)}, which JSON Lines cannot hold; leave the column out."),
        };

    private ColumnWriter[] CreateFields(IReadOnlyList<Field> fields, string parent)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var columns = new ColumnWriter[fields.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = parent + fields[i].Name;
            if (!seen.Add(fields[i].Name))
                throw new NotSupportedException(
                    $"The name '{name}' comes twice, which a JSON object cannot hold; rename a column.");

            columns[i] = Create(name, fields[i].DataType, JsonPlace.OfField(fields[i].Name, options.WriteNulls));
        }

        return columns;
    }

    private ColumnWriter Create(string name, IArrowType type, JsonPlace place) => type switch
    {
        DictionaryType dictionary => DictionaryColumns.Create(
            name, dictionary, place.Plain, Create(name, dictionary.ValueType, place)),
        RunEndEncodedType runs => DictionaryColumns.CreateRuns(
            name, runs, place.Plain, Create(name, runs.ValuesDataType, place)),
        MapType map => CreateMap(name, map, place),
        ListType list => List<OffsetRanges<int>>(name, list.ValueDataType, place),
        LargeListType list => List<OffsetRanges<long>>(name, list.ValueDataType, place),
        ListViewType list => List<ViewRanges<int>>(name, list.ValueDataType, place),
        LargeListViewType list => List<ViewRanges<long>>(name, list.ValueDataType, place),
        FixedSizeListType list => List<FixedRanges>(name, list.ValueDataType, place),
        StructType structs => new StructColumn(name, place.Plain, CreateFields(structs.Fields, name + ".")),
        ExtensionType extension when ScalarColumns.KindOf(type) is null => Create(name, extension.StorageType, place),
        _ => CreateValue<ColumnMaker, ColumnWriter>(default, name, type, place),
    };

    private ListColumn<TRanges> List<TRanges>(string name, IArrowType items, JsonPlace place)
        where TRanges : struct, IListRanges
        => new(name, place.Plain, Create(name + "[]", items, JsonPlace.Item));

    private ColumnWriter CreateMap(string name, MapType map, JsonPlace place)
    {
        if (IsText(map.KeyField.DataType))
            return new MapColumn(
                name,
                place.Plain,
                Create(name + ".key", map.KeyField.DataType, JsonPlace.Key),
                Create(name + ".value", map.ValueField.DataType, JsonPlace.Item));

        ColumnWriter[] entry =
        [
            Create(name + ".key", map.KeyField.DataType, JsonPlace.OfField("key", writeNulls: true)),
            Create(name + ".value", map.ValueField.DataType, JsonPlace.OfField("value", writeNulls: true)),
        ];
        var entries = new ListColumn<OffsetRanges<int>>(name, place.Plain, new StructColumn(name, JsonPlace.Item.Plain, entry));
        return new MapEntriesColumn(name, place.Plain, Create(name + ".key", map.KeyField.DataType, JsonPlace.Key), entries);
    }

    private TWriter Scalar<TMaker, TWriter>(TMaker maker, string name, IArrowType type, ValueFrame frame)
        where TMaker : struct, IWriterMaker<TWriter>
        => ScalarWriters<TMaker, TWriter>.Create(maker, name, type, frame, _styles);

    private static bool IsText(IArrowType type) => type switch
    {
        DictionaryType dictionary => IsText(dictionary.ValueType),
        RunEndEncodedType runs => IsText(runs.ValuesDataType),
        _ => ScalarColumns.KindOf(type) == ScalarKind.Text,
    };
}
