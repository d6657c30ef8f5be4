using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Values of value types that may be null.</summary>
internal sealed class NullableText<T>(FieldSite site, MemberText<T> values) : MemberText<T?>
    where T : struct
{
    public override void Write(ref Utf8Output output, T? value)
    {
        if (value.HasValue)
            values.Write(ref output, value.GetValueOrDefault());
        else
            site.WriteNull(ref output);
    }
}
