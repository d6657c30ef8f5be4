using System.Collections;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Partitioning;

/// <summary>The partition fields of a dataset in the order of the directories; <c>["state", "county"]</c> makes one.</summary>
[CollectionBuilder(typeof(PartitionSpec), nameof(Create))]
public sealed class PartitionSpec : IReadOnlyList<PartitionField>
{
    private readonly PartitionField[] _fields;

    private PartitionSpec(PartitionField[] fields) => _fields = fields;

    /// <summary>No partitioning: files are split by rows.</summary>
    public static PartitionSpec None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public PartitionField this[int index] => _fields[index];

    /// <summary>A specification of these fields.</summary>
    public static PartitionSpec Create(params ReadOnlySpan<PartitionField> fields)
        => fields.IsEmpty ? None : new(fields.ToArray());

    /// <summary>Checks that rows of this schema can be partitioned so, before anything is written.</summary>
    /// <param name="schema">The schema of the input.</param>
    /// <param name="keepColumns">Whether partition columns stay in the files as well.</param>
    /// <exception cref="ArgumentException">
    /// A field names a column that is not there, that is named twice, or whose type cannot be a key; column names are not unique; the
    /// first directory would be hidden from readers; or no column would be left in the files. The message names the offender.
    /// </exception>
    public void Validate(Schema schema, bool keepColumns)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (_fields.Length > 0)
            PartitionSpecCheck.Check(this, schema, keepColumns);
    }

    /// <summary>
    /// The schema of the files: without the columns whose values the paths hold, the others in their order, with the metadata but for
    /// entries that describe removed columns to pandas, Spark or GeoParquet readers. The same instance when nothing is removed.
    /// </summary>
    public Schema RemoveFrom(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var kept = schema.FieldsList.Where(field => !Removes(field.Name)).ToArray();
        if (kept.Length == schema.FieldsList.Count)
            return schema;

        var metadata = schema.HasMetadata ? schema.Metadata.Where(entry => !DescribesColumns(entry.Key)).ToArray() : [];
        return new(kept, metadata.Length == 0 ? null : metadata);
    }

    /// <inheritdoc/>
    public IEnumerator<PartitionField> GetEnumerator() => ((IEnumerable<PartitionField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Removes(string column)
        => System.Array.Exists(_fields, field => field.LeavesFile && field.SourceColumn == column);

    private static bool DescribesColumns(string key)
        => key is "pandas" or "geo" || key.StartsWith("org.apache.spark.", StringComparison.Ordinal);
}
