using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>The codes of a dictionary column, whatever integers hold them.</summary>
internal static class DictionaryCodes
{
    /// <summary>The bytes of a code.</summary>
    internal enum Width
    {
        One = 1,
        Two = 2,
        Four = 4,
        Eight = 8,
    }

    public static Width TypeOf(IArrowType indexType) => (Width)(((FixedWidthType)indexType).BitWidth / 8);

    /// <summary>The position in the dictionary of each row, -1 for a null.</summary>
    /// <exception cref="InvalidDataException">A code is not one of the dictionary.</exception>
    public static int[] Read(ArrayData data) => TypeOf(((DictionaryType)data.DataType).IndexType) switch
    {
        Width.One => Read<byte>(data),
        Width.Two => Read<ushort>(data),
        Width.Four => Read<uint>(data),
        _ => Read<ulong>(data),
    };

    private static int[] Read<TCode>(ArrayData data)
        where TCode : unmanaged, IBinaryInteger<TCode>
    {
        var codes = MemoryMarshal.Cast<byte, TCode>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        var entries = (ulong)data.Dictionary.Length;
        var rows = new int[codes.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!valid[data.Offset + i])
            {
                rows[i] = -1;
                continue;
            }

            // Read as unsigned, a negative code is out of the range of any dictionary too.
            if (ulong.CreateTruncating(codes[i]) >= entries)
                throw new InvalidDataException($"holds the code {codes[i]} in row {i} of an array, but its dictionary has {entries} entries.");

            rows[i] = int.CreateTruncating(codes[i]);
        }

        return rows;
    }
}
