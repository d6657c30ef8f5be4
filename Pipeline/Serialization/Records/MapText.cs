using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Dictionaries with text as their keys.</summary>
internal sealed class MapText<T>(FieldSite site, StringField keys, MemberText<T> values) : MemberText<Dictionary<string, T>?>
{
    private readonly NestedText _text = NestedText.Object(site.Frame);
    private readonly KeyTexts _keys = new(site.Name);

    public override void Write(ref Utf8Output output, Dictionary<string, T>? value)
    {
        if (value is null)
        {
            site.WriteNull(ref output);
            return;
        }

        _keys.Clear();
        _text.Begin(ref output);
        foreach (var (key, item) in value)
        {
            var text = new Utf8Output(_keys.Buffer);
            keys.WriteText(ref text, key);
            text.Complete();
            output.Append(_keys.Take());
            output.Append((byte)':');
            values.Write(ref output, item);
        }

        // Two keys that differ in surrogates without a pair are one in UTF-8.
        _keys.CheckTwice();
        _text.End(ref output);
    }
}
