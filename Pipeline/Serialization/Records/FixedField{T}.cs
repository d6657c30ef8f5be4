using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Fixed-width values in one of their formats.</summary>
internal abstract class FixedField<T>(FieldSite site) : TextField<T>(site)
    where T : unmanaged
{
    /// <summary>A writer of values that are stored in another form than they have.</summary>
    public abstract MemberText<TValue> Of<TValue, TForm>(TForm form)
        where TForm : struct, IStoredForm<TValue, T>;
}
