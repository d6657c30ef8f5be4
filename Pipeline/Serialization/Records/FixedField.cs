using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Fixed-width values.</summary>
internal sealed class FixedField<T, TFormat>(FieldSite site, TFormat format) : FixedField<T>(site)
    where T : unmanaged
    where TFormat : struct, IValueFormat<T>
{
    private FramedFormat<T, TFormat> _text = new(site.Frame, format);

    public override void Write(ref Utf8Output output, T value) => _text.Write(ref output, value);

    public override MemberText<TValue> Of<TValue, TForm>(TForm form) => new FixedForm<TValue, T, TForm, TFormat>(Site, form, format);
}
