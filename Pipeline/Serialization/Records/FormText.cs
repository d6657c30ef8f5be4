using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Values that are stored in another form than they have.</summary>
internal sealed class FormText<TValue, TStored, TForm>(TForm form, TextField<TStored> stored) : MemberText<TValue>
    where TStored : unmanaged
    where TForm : struct, IStoredForm<TValue, TStored>
{
    public override void Write(ref Utf8Output output, TValue value)
    {
        if (!form.TryStore(value, out var bits))
            throw FieldErrors.Value(stored.Site.Name, form.Problem(value));

        stored.Write(ref output, bits);
    }
}
