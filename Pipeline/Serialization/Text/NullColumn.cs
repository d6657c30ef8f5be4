using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>A column of the null type, which has no buffers.</summary>
internal sealed class NullColumn(string name, ValueFrame frame) : ColumnWriter(name, frame)
{
    public override void Write(ref Utf8Output output, int row) => output.Append(Frame.Null);

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
    }
}
