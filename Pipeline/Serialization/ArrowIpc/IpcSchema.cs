using Apache.Arrow;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>The columns of a file and the dictionaries among them.</summary>
internal sealed class IpcSchema
{
    private IpcSchema(Schema schema, IpcField[] columns, List<IpcField> dictionaries)
    {
        Schema = schema;
        Columns = columns;
        Dictionaries = dictionaries;
    }

    /// <summary>The schema as it stands in the file.</summary>
    public Schema Schema { get; }

    public IpcField[] Columns { get; }

    /// <summary>All dictionary fields at any depth, by their numbers; one inside another's values has the smaller number.</summary>
    public IReadOnlyList<IpcField> Dictionaries { get; }

    /// <exception cref="NotSupportedException">A column cannot be written; the message names it.</exception>
    public static IpcSchema For(Schema writerSchema, ArrowIpcLayout layout)
    {
        // The dictionaries of a whole file become one, which may need more numbers than those of a batch.
        var types = new FileTypes(widenIndices: layout == ArrowIpcLayout.File);
        var fields = writerSchema.FieldsList.Select(types.Rewrite).ToList();
        var dictionaries = new List<IpcField>();
        var columns = new IpcField[fields.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = IpcField.Of(fields[i], fields[i].Name, dictionaries);

        return new(new Schema(fields, writerSchema.Metadata), columns, dictionaries);
    }
}
