using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys behind dictionary indices: each dictionary is coded once, its rows by a table.</summary>
internal sealed class DictionaryKeyColumn(IArrowType indexType, KeyColumn values) : KeyColumn
{
    private int[] _codes = [];

    // Slices and batches of one stream share the dictionary object. Its buffers may be gone already; only its identity is used.
    private ArrayData? _coded;

    public override int Count => values.Count;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        if (!ReferenceEquals(_coded, data.Dictionary))
        {
            _coded = null;
            if (_codes.Length < data.Dictionary.Length)
                _codes = new int[data.Dictionary.Length];

            values.Encode(data.Dictionary, _codes);
            _coded = data.Dictionary;
        }

        switch (indexType)
        {
            case Int8Type:
                Map<sbyte>(data, codes);
                break;
            case UInt8Type:
                Map<byte>(data, codes);
                break;
            case Int16Type:
                Map<short>(data, codes);
                break;
            case UInt16Type:
                Map<ushort>(data, codes);
                break;
            case Int32Type:
                Map<int>(data, codes);
                break;
            case UInt32Type:
                Map<uint>(data, codes);
                break;
            case Int64Type:
                Map<long>(data, codes);
                break;
            default:
                Map<ulong>(data, codes);
                break;
        }
    }

    public override string? TextOf(int code) => values.TextOf(code);

    private void Map<TIndex>(ArrayData data, Span<int> codes)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        if (data.Length == 0)
            return;

        var indices = MemoryMarshal.Cast<byte, TIndex>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        var table = _codes.AsSpan(0, data.Dictionary.Length);
        for (var i = 0; i < indices.Length; i++)
            codes[i] = valid[data.Offset + i] ? table[int.CreateTruncating(indices[i])] : NullCode;
    }
}
