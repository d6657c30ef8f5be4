using System.Runtime.InteropServices;
using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys made from values of one fixed width.</summary>
internal sealed class FixedKeyColumn<T, TKey, TMap>(TMap map, Func<TKey, string> format) : KeyColumn
    where T : unmanaged, IEquatable<T>
    where TKey : struct, IEquatable<TKey>
    where TMap : struct, IKeyMap<T, TKey>
{
    private readonly TMap _map = map;
    private readonly KeyTable<TKey> _keys = new();

    public override int Count => _keys.Count;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        if (data.Length == 0)
            return;

        var values = MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        var last = default(T);
        var lastKey = default(TKey);
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
                var key = _map.Of(last);
                if (lastCode == NullCode || !key.Equals(lastKey))
                {
                    lastKey = key;
                    lastCode = _keys.CodeOf(key);
                }
            }

            codes[i] = lastCode;
        }
    }

    public override string? TextOf(int code) => code == NullCode ? null : format(_keys[code]);
}
