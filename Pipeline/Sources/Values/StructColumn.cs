using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>Structs: whoever appends fills the fields first.</summary>
internal sealed class StructColumn(StructType type, ColumnBuilder[] fields) : ColumnBuilder(type)
{
    public ReadOnlySpan<ColumnBuilder> Fields => fields;

    /// <summary>Closes a struct to whose fields one value each has been appended.</summary>
    public void Append() => EndValue();

    protected override void AppendDefault()
    {
        foreach (var field in fields)
            field.AppendNull();
    }

    protected override bool TryAppendValue(ReadOnlySpan<byte> text) => false;

    protected override ArrowBuffer[] TakeValues() => [];

    protected override ArrayData[] TakeChildren() => System.Array.ConvertAll(fields, field => field.BuildData());
}
