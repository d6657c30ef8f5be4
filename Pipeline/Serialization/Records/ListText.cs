using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Lists of any kind.</summary>
internal sealed class ListText<TList, T, TShape>(FieldSite site, MemberText<T> items) : MemberText<TList>
    where TShape : struct, IListShape<TList, T>
{
    private readonly NestedText _text = NestedText.Array(site.Frame);

    public override void Write(ref Utf8Output output, TList value)
    {
        if (value is null)
        {
            site.WriteNull(ref output);
            return;
        }

        _text.Begin(ref output);
        var count = TShape.Count(value);
        for (var i = 0; i < count; i++)
            items.Write(ref output, TShape.Item(value, i));

        _text.End(ref output);
    }
}
