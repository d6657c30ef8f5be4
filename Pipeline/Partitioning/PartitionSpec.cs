using System.Collections;
using System.Runtime.CompilerServices;

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

    /// <inheritdoc/>
    public IEnumerator<PartitionField> GetEnumerator() => ((IEnumerable<PartitionField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
