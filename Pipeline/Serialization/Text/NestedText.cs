using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>The brackets around JSON arrays and objects, with what stands around these. Every part between them ends in a comma.</summary>
internal readonly struct NestedText(ValueFrame frame, char open, char close)
{
    private readonly byte[] _open = [.. frame.Before, (byte)open];
    private readonly byte[] _close = [(byte)close, .. frame.After];

    public static NestedText Array(ValueFrame frame) => new(frame, '[', ']');

    public static NestedText Object(ValueFrame frame) => new(frame, '{', '}');

    public void Begin(ref Utf8Output output) => output.Append(_open);

    public void End(ref Utf8Output output)
    {
        output.TrimComma();
        output.Append(_close);
    }
}
