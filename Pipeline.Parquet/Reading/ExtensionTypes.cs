using Apache.Arrow;
using DataflowWrite.Sources;

namespace DataflowWrite.Parquet.Reading;

/// <summary>Makes columns extension types again, which come through the native reader as their storage with the name in the metadata.</summary>
internal static class ExtensionTypes
{
    private const string NameKey = "ARROW:extension:name";
    private const string MetadataKey = "ARROW:extension:metadata";

    private static readonly ExtensionDefinition[] Known = [GuidExtensionDefinition.Instance, Bool8ExtensionDefinition.Instance];

    public static Schema Restore(Schema schema)
    {
        if (!schema.FieldsList.Any(field => TypeOf(field) is not null))
            return schema;

        return new(schema.FieldsList.Select(Restore), schema.Metadata);
    }

    /// <summary>Takes the batch over: disposing the result disposes it.</summary>
    public static RecordBatch Restore(RecordBatch batch)
    {
        var schema = Restore(batch.Schema);
        if (ReferenceEquals(schema, batch.Schema))
            return batch;

        return new DerivedBatch(schema, schema.FieldsList.Select((field, i) => field.DataType is ExtensionType type ? type.CreateArray(batch.Column(i)) : batch.Column(i)), batch);
    }

    private static Field Restore(Field field)
    {
        if (TypeOf(field) is not { } type)
            return field;

        var metadata = field.Metadata.Where(pair => pair.Key is not (NameKey or MetadataKey));
        return new(field.Name, type, field.IsNullable, metadata);
    }

    private static ExtensionType? TypeOf(Field field)
    {
        if (field.DataType is ExtensionType || !field.HasMetadata || !field.Metadata.TryGetValue(NameKey, out var name))
            return null;

        foreach (var definition in Known)
            if (definition.ExtensionName == name && definition.TryCreateType(field.DataType, field.Metadata.GetValueOrDefault(MetadataKey) ?? "", out var type))
                return type;

        return null;
    }
}
