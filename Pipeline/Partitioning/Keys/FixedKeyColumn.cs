using System.Runtime.InteropServices;
using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys of one fixed width.</summary>
internal sealed class FixedKeyColumn<T, TKind>(Func<T, string> format) : KeyColumn
    where T : unmanaged, IEquatable<T>
    where TKind : struct, IKeyKind<T>
{
    private readonly Dictionary<T, int> _codes = [];
    private readonly List<T> _values = [];

    public override int Count => _values.Count + 1;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        if (data.Length == 0)
            return;

        var values = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        var last = default(T);
        var lastCode = NullCode;
        for (var i = 0; i < values.Length; i++)
        {
            if (!valid[data.Offset + i])
            {
                codes[i] = NullCode;
                continue;
            }

            if (lastCode == NullCode || !values[i].Equals(last))
            {
                last = values[i];
                lastCode = CodeOf(TKind.Canonical(last));
            }

            codes[i] = lastCode;
        }
    }

    public override string? TextOf(int code) => code == NullCode ? null : format(_values[code - 1]);

    private int CodeOf(T value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, value, out var known);
        if (!known)
        {
            _values.Add(value);
            code = _values.Count;
        }

        return code;
    }
}
