using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys that are booleans in a bitmap.</summary>
internal sealed class BooleanKeyColumn : KeyColumn
{
    private const int FalseCode = 1;

    public override int Count => 3;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        var valid = new RowValidity(data);
        var bits = data.Buffers[1].Span;
        for (var i = 0; i < data.Length; i++)
        {
            var position = data.Offset + i;
            codes[i] = valid[position] ? FalseCode + ((bits[position >> 3] >> (position & 7)) & 1) : NullCode;
        }
    }

    public override string? TextOf(int code) => code switch
    {
        NullCode => null,
        FalseCode => "false",
        _ => "true",
    };
}
