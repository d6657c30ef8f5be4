using Apache.Arrow;

namespace DataflowWrite;

/// <summary>The schema of the files of a dataset.</summary>
public static class WriterSchema
{
    /// <summary>
    /// The columns of the input without those that the partition directories hold, in their order; all of them when
    /// <see cref="DatasetWriteOptions.KeepPartitionColumns"/> is set. Schema metadata stays, but for keys that describe removed columns.
    /// </summary>
    /// <exception cref="ArgumentException">A partition column is unknown, repeated, nested, hidden from readers, or no column would be left.</exception>
    public static Schema For(DatasetWriteOptions options, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(schema);
        options.PartitionBy.Validate(schema, options.KeepPartitionColumns);
        return options.KeepPartitionColumns ? schema : options.PartitionBy.RemoveFrom(schema);
    }
}
