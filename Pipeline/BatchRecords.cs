using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;

namespace DataflowWrite;

/// <summary>What the compiler has written for types with <see cref="Annotations.BatchSerializableAttribute"/>.</summary>
public static partial class BatchRecords
{
    /// <summary>The schema of the records.</summary>
    public static Schema SchemaOf<T>()
        where T : IBatchSerializable<T>
        => T.Schema;

    /// <summary>The partition fields that the members state.</summary>
    public static PartitionSpec PartitionSpecOf<T>()
        where T : IBatchSerializable<T>
        => T.PartitionSpec;

    /// <summary>A record batch of the rows, which the caller disposes.</summary>
    /// <exception cref="RecordValueException">A column cannot hold a value; the message names column, row and value.</exception>
    /// <exception cref="ArgumentException">A row is null.</exception>
    public static RecordBatch ToBatch<T>(ReadOnlySpan<T> rows)
        where T : IBatchSerializable<T>
        => T.CreateBatch(rows);

    /// <summary>A record batch of the rows at the indices, in their order, which the caller disposes.</summary>
    /// <inheritdoc cref="ToBatch{T}(ReadOnlySpan{T})"/>
    public static RecordBatch ToBatch<T>(ReadOnlySpan<T> rows, ReadOnlySpan<int> indices)
        where T : IBatchSerializable<T>
        => T.CreateBatch(new(rows, indices));

    /// <summary>The rows of a batch, whose columns are found by name. The batch stays the caller's, and is not needed any more.</summary>
    /// <exception cref="RecordValueException">A value is null or out of range for its member; the message names column, row and value.</exception>
    /// <exception cref="ArgumentException">A column is missing or of another type; the message names it.</exception>
    public static IReadOnlyList<T> Read<T>(RecordBatch batch)
        where T : IBatchSerializable<T>
        => T.Read(batch);

    /// <summary>A serializer of text for files of some of the columns; null for all of them.</summary>
    /// <exception cref="ArgumentException">The schema has a column that the type does not have; the message names it.</exception>
    public static IBatchSerializer<T> CreateSerializer<T>(StatelessFormat format, Schema? writerSchema = null)
        where T : IBatchSerializable<T>
        => T.CreateSerializer(format, writerSchema ?? T.Schema);

    /// <summary>A new extractor of the partition keys of rows, for one caller at a time.</summary>
    public static PartitionKeyExtractor<T> CreateKeyExtractor<T>()
        where T : IBatchSerializable<T>
        => T.CreateKeyExtractor();
}
