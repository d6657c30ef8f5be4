using Apache.Arrow.Types;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Values as they are.</summary>
internal sealed record IdentityTransform : PartitionTransform
{
    internal override string NameSuffix => "";

    internal override string Sources => "everything but intervals and nested types";

    public override string ToString() => "identity";

    internal override KeyColumn? CreateColumn(string name, IArrowType type) => KeyColumns.Create(name, type);
}
