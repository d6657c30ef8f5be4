using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Csv;

/// <summary>
/// Looks at the text of another column's values before it writes them: for types whose texts may need quotes.
/// </summary>
internal sealed class CsvCheckedColumn(string name, ValueFrame frame, ColumnWriter values, CsvTextFormat format)
    : ColumnWriter(name, frame)
{
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        _scratch.ResetWrittenCount();
        var value = new Utf8Output(_scratch);
        values.Write(ref value, row);
        value.Complete();
        format.Write(ref output, _scratch.WrittenSpan, clean: false);
        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, BufferPins pins) => values.Bind(data, pins);
}
