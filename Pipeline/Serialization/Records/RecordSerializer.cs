using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Makes the text serializers of records. For generated code.</summary>
internal static class RecordSerializer
{
    /// <summary>A serializer that writes records as text without a batch between, or null for a format that knows no records.</summary>
    /// <param name="format">The format with its options.</param>
    /// <param name="writerSchema">The columns as they stand in the files: those of <paramref name="recordSchema"/> or, in their order, some of them.</param>
    /// <param name="recordSchema">The record's schema.</param>
    /// <param name="text">Makes the generated writer for the columns of a file.</param>
    /// <exception cref="ArgumentException">The writer schema has columns that the record does not have, or has them in another order.</exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column; the message names it.</exception>
    public static IBatchSerializer<T>? Create<T>(
        StatelessFormat format, Schema writerSchema, Schema recordSchema, Func<TextColumns, RecordText<T>> text)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(writerSchema);
        ArgumentNullException.ThrowIfNull(recordSchema);
        ArgumentNullException.ThrowIfNull(text);
        CheckTypes(writerSchema, recordSchema);
        format.Validate(writerSchema);
        return format.PlanRecords(writerSchema) is { } plan ? new RecordSerializer<T>(plan, text) : null;
    }

    private static void CheckTypes(Schema writerSchema, Schema recordSchema)
    {
        foreach (var field in writerSchema.FieldsList)
        {
            if (recordSchema.GetFieldIndex(field.Name) is not (>= 0 and var index))
                throw FieldErrors.Misplaced(field.Name);

            if (!ArrowTypes.Same(field.DataType, recordSchema.FieldsList[index].DataType))
                throw FieldErrors.WrongType(field.Name, field.DataType, ArrowTypes.NameOf(recordSchema.FieldsList[index].DataType));
        }
    }
}
