using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>
/// Dictionaries of text and bytes, which stay dictionaries: nulls among the entries become null rows, and a file of few rows does not carry
/// a large dictionary of which it uses little. Codes of 8 and 16 bits become 32: a reader puts the dictionaries of several batches together, and fails where
/// their values are more than the codes count.
/// </summary>
internal sealed class DictionaryConversion : ColumnConversion
{
    private const int NoEntry = -1;

    private readonly DictionaryCodes.Width _width;
    private readonly bool _isNarrow;

    private DictionaryConversion(DictionaryType type)
        : base(IsNarrow(type) ? new DictionaryType(Int32Type.Default, type.ValueType, type.Ordered) : type)
    {
        _isNarrow = IsNarrow(type);
        _width = DictionaryCodes.TypeOf(((DictionaryType)Target).IndexType);
    }

    /// <summary>Dictionaries of other values become the values, which is all that the native writer would do, if it takes them at all.</summary>
    public static ColumnConversion For(DictionaryType type, bool isNested) => type.ValueType is StringType or LargeStringType or BinaryType or LargeBinaryType
        ? new DictionaryConversion(type)
        : new DecodingConversion(type, ColumnConversion.For(type.ValueType, isNested));

    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var entries = data.Dictionary;
        var isMostlyUnused = lease.IsAlone && entries.Length > data.Length;
        if (!_isNarrow && !isMostlyUnused && entries.GetNullCount() == 0)
            return data;

        return _width == DictionaryCodes.Width.Four ? Rebuild<uint>(data, isMostlyUnused, lease) : Rebuild<ulong>(data, isMostlyUnused, lease);
    }

    private static bool IsNarrow(DictionaryType type) => DictionaryCodes.TypeOf(type.IndexType) < DictionaryCodes.Width.Four;

    private ArrayData Rebuild<TCode>(ArrayData data, bool onlyUsed, ConversionLease lease)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        var entries = data.Dictionary;
        var rows = DictionaryCodes.Read(data);
        var kept = KeptEntries(entries, rows, onlyUsed);
        var moved = new int[entries.Length];
        moved.AsSpan().Fill(NoEntry);
        for (var i = 0; i < kept.Length; i++)
            moved[kept[i]] = i;

        var codes = new TCode[rows.Length];
        var bits = new byte[ColumnBuffers.BitmapLength(rows.Length)];
        var nulls = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var code = rows[i] < 0 ? NoEntry : moved[rows[i]];
            if (code == NoEntry)
            {
                nulls++;
                continue;
            }

            codes[i] = TCode.CreateTruncating(code);
            bits[i >> 3] |= (byte)(1 << (i & 7));
        }

        var buffers = new[] { new ArrowBuffer(bits), new ArrowBuffer(MemoryMarshal.AsBytes(codes.AsSpan()).ToArray()) };
        var dictionary = lease.Own(RowGather.Take(ArrowArrayFactory.BuildArray(entries), kept).Data);
        return new(Target, rows.Length, nulls, 0, buffers, null, dictionary);
    }

    // In their own order, so that batches with one dictionary still have one.
    private static int[] KeptEntries(ArrayData entries, ReadOnlySpan<int> rows, bool onlyUsed)
    {
        var used = new bool[entries.Length];
        if (!onlyUsed)
            used.AsSpan().Fill(true);
        else
            foreach (var row in rows)
                if (row >= 0)
                    used[row] = true;

        var valid = new RowValidity(entries);
        var kept = new List<int>();
        for (var i = 0; i < used.Length; i++)
            if (used[i] && valid[entries.Offset + i])
                kept.Add(i);

        return [.. kept];
    }
}
