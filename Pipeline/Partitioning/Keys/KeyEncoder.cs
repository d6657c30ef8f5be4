using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Codes whole partition keys: the codes of the columns, combined one after the other. Not thread-safe.</summary>
internal sealed class KeyEncoder
{
    private readonly string[] _names;
    private readonly int[] _sources;
    private readonly KeyColumn[] _columns;

    // Level i combines the code of columns 0 to i with that of column i + 1; its list leads back.
    private readonly Dictionary<ulong, int>[] _pairs;
    private readonly List<ulong>[] _parts;

    public KeyEncoder(PartitionSpec spec, Schema schema)
    {
        _names = [.. spec.Select(static field => field.Name)];
        _sources = [.. spec.Select(field => schema.GetFieldIndex(field.SourceColumn, StringComparer.Ordinal))];
        _columns = [.. _sources.Select((source, i) => LayeredColumns.Create(schema.FieldsList[source], spec[i].Transform))];
        var levels = Math.Max(0, _columns.Length - 1);
        _pairs = [.. Enumerable.Range(0, levels).Select(static _ => new Dictionary<ulong, int>())];
        _parts = [.. Enumerable.Range(0, levels).Select(static _ => new List<ulong>())];
    }

    /// <summary>All codes given out so far are below this.</summary>
    public int Count => _columns.Length switch
    {
        0 => 1,
        1 => _columns[0].Count,
        _ => _parts[^1].Count,
    };

    /// <summary>Writes the code of every row's key.</summary>
    public void Encode(RecordBatch batch, Span<int> codes)
    {
        if (_columns.Length == 0)
        {
            codes.Clear();
            return;
        }

        _columns[0].Encode(batch.Column(_sources[0]).Data, codes);
        if (_columns.Length == 1)
            return;

        var next = ArrayPool<int>.Shared.Rent(codes.Length);
        for (var i = 1; i < _columns.Length; i++)
        {
            _columns[i].Encode(batch.Column(_sources[i]).Data, next);
            Combine(_pairs[i - 1], _parts[i - 1], codes, next.AsSpan(0, codes.Length));
        }

        ArrayPool<int>.Shared.Return(next);
    }

    /// <summary>The values of a key by its code, in the order of the partition fields.</summary>
    public PartitionValue[] ValuesOf(int code)
    {
        var values = new PartitionValue[_columns.Length];
        for (var i = _columns.Length - 1; i >= 0; i--)
        {
            var own = code;
            if (i > 0)
            {
                var pair = _parts[i - 1][code];
                own = (int)(uint)pair;
                code = (int)(pair >> 32);
            }

            values[i] = new(_names[i], _columns[i].TextOf(own));
        }

        return values;
    }

    private static void Combine(Dictionary<ulong, int> pairs, List<ulong> parts, Span<int> codes, ReadOnlySpan<int> next)
    {
        var last = ulong.MaxValue;
        var lastCode = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            var pair = ((ulong)(uint)codes[i] << 32) | (uint)next[i];
            if (pair != last)
            {
                ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, pair, out var known);
                if (!known)
                {
                    code = parts.Count;
                    parts.Add(pair);
                }

                last = pair;
                lastCode = code;
            }

            codes[i] = lastCode;
        }
    }
}
