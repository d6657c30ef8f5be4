using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Records within records.</summary>
internal sealed class StructText<T>(FieldSite site, RecordText<T> members) : MemberText<T?>
{
    private readonly NestedText _text = NestedText.Object(site.Frame);

    public override void Write(ref Utf8Output output, T? value)
    {
        if (value is null)
        {
            site.WriteNull(ref output);
            return;
        }

        _text.Begin(ref output);
        members.Write(ref output, value);
        _text.End(ref output);
    }
}
