using System.ComponentModel;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Makes the serializers of records. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordSerializer
{
    /// <summary>
    /// A serializer of records for files of some of their columns: CSV and JSON Lines straight from the members, formats of others by way of a record batch.
    /// </summary>
    /// <param name="format">The format with its options.</param>
    /// <param name="writerSchema">The columns as they stand in the files: those of the record or, in their order, some of them.</param>
    /// <exception cref="ArgumentException">The record does not have a column, or not in this order or of this type; the message names it.</exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column; the message names it.</exception>
    public static IBatchSerializer<T> Create<T>(StatelessFormat format, Schema writerSchema)
        where T : IRecordColumns<T>
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(writerSchema);
        CheckTypes(writerSchema, T.Schema);
        format.Validate(writerSchema);
        return format.PlanRecords(writerSchema) is { } plan ? new TextSerializer<T>(plan) : new RecordBatchSerializer<T>(format, writerSchema);
    }

    private static void CheckTypes(Schema writerSchema, Schema recordSchema)
    {
        foreach (var field in writerSchema.FieldsList)
        {
            if (recordSchema.GetFieldIndex(field.Name, StringComparer.Ordinal) is not (>= 0 and var index))
                throw FieldErrors.Misplaced(field.Name);

            if (!ArrowTypes.Same(field.DataType, recordSchema.FieldsList[index].DataType))
                throw FieldErrors.WrongType(field.Name, field.DataType, ArrowTypes.NameOf(recordSchema.FieldsList[index].DataType));
        }
    }
}
