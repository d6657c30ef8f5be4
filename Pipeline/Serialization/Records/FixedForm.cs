using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Fixed-width values that are stored in another form than they have: <see cref="FormText{TValue, TStored, TForm}"/> as one loop body.</summary>
internal sealed class FixedForm<TValue, TStored, TForm, TFormat>(FieldSite site, TForm form, TFormat format) : MemberText<TValue>
    where TStored : unmanaged
    where TForm : struct, IStoredForm<TValue, TStored>
    where TFormat : struct, IValueFormat<TStored>
{
    private FramedFormat<TStored, TFormat> _text = new(site.Frame, format);

    public override void Write(ref Utf8Output output, TValue value)
    {
        if (!form.TryStore(value, out var bits))
            throw FieldErrors.Value(site.Name, form.Problem(value));

        _text.Write(ref output, bits);
    }
}
