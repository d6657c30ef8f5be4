using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;

namespace DataflowWrite;

/// <summary>
/// A type whose values can be written as rows of a dataset. The compiler implements it for partial types with
/// <see cref="Annotations.BatchSerializableAttribute"/>; <see cref="BatchRecords"/> gives access to its members.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IBatchSerializable<TSelf> : IRecordColumns<TSelf>
    where TSelf : IBatchSerializable<TSelf>
{
    /// <summary>The partition fields that the members state; none when no member does.</summary>
    static abstract PartitionSpec PartitionSpec { get; }

    /// <summary>A serializer of text for files of some of the columns.</summary>
    /// <param name="format">The format with its options.</param>
    /// <param name="writerSchema">The columns of the files; see <see cref="WriterSchema"/>.</param>
    /// <exception cref="ArgumentException">The schema has a column that the type does not have; the message names it.</exception>
    static abstract IBatchSerializer<TSelf> CreateSerializer(StatelessFormat format, Schema writerSchema);

    /// <summary>A new extractor of the partition keys of rows, for one caller at a time.</summary>
    static abstract PartitionKeyExtractor<TSelf> CreateKeyExtractor();
}
