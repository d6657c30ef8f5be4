using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Booleans.</summary>
internal sealed class BooleanField(FieldSite site) : TextField<bool>(site)
{
    private readonly BooleanText _text = new(site.Frame);

    public override void Write(ref Utf8Output output, bool value) => _text.Write(ref output, value);
}
