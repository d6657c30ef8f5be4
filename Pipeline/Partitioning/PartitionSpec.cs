using System.Collections;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Partitioning;

/// <summary>
/// The partition fields of a dataset in the order of the directories; <c>["state", "county"]</c> makes one, and
/// <c>["state", PartitionField.Day("sold_at")]</c> one with a transform.
/// </summary>
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

    /// <summary>
    /// Reads fields separated by commas: the name of a column, or <c>year(column)</c>, <c>month(column)</c>, <c>day(column)</c>,
    /// <c>hour(column)</c>, each perhaps with a zone as in <c>hour(column,'Europe/Vienna')</c>, <c>truncate(width,column)</c>,
    /// <c>bucket(count,column)</c> or <c>identity(column)</c>, and behind one of these perhaps <c>as name</c> for the name of its directories.
    /// A name that holds a comma, a parenthesis or outer spaces stands in double quotes, with a double quote in it doubled: a name in quotes
    /// is never a transform.
    /// </summary>
    /// <exception cref="FormatException">The text is malformed; the message says where, and what is allowed.</exception>
    public static PartitionSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Create(new PartitionTextReader(text).ReadAll());
    }

    /// <summary>Checks that rows of this schema can be partitioned so, before anything is written.</summary>
    /// <param name="schema">The schema of the input.</param>
    /// <param name="keepColumns">Whether partition columns stay in the files as well.</param>
    /// <exception cref="ArgumentException">
    /// A field names a column that is not there, or whose type has no result of the transform; two fields have one name, or a field that of a
    /// column that it is not; column names are not unique; the first directory would be hidden from readers; or no column would be left in the
    /// files. The message names the offender.
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

    /// <summary>The fields as <see cref="Parse"/> reads them.</summary>
    public override string ToString() => string.Join(',', (object[])_fields);

    /// <inheritdoc/>
    public IEnumerator<PartitionField> GetEnumerator() => ((IEnumerable<PartitionField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Removes(string column)
        => System.Array.Exists(_fields, field => field.LeavesFile && field.SourceColumn == column);

    private static bool DescribesColumns(string key)
        => key is "pandas" or "geo" || key.StartsWith("org.apache.spark.", StringComparison.Ordinal);
}
