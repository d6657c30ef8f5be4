using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds bits; those behind the last one are zero.</summary>
internal static class BitLayout
{
    public static void Add(BodyLayout body, IpcField field, ArrayData data, int buffer, int start, int count)
    {
        if (count == 0)
        {
            body.AddEmpty();
            return;
        }

        var length = (int)(((long)count + 7) / 8);
        var first = start >> 3;
        var from = CheckedData.Bytes(field.Path, data, buffer, first, (((long)start + count + 7) / 8) - first);
        var shift = start & 7;
        var tail = count & 7;
        var tailMask = (byte)(tail == 0 ? 0xFF : (1 << tail) - 1);
        if (shift == 0 && (from[length - 1] & ~tailMask) == 0)
        {
            body.Add(field, data, buffer, first, length, 1);
            return;
        }

        var target = body.Rent<byte>(length);
        Shift(from, shift, target);
        target[^1] &= tailMask;
    }

    private static void Shift(ReadOnlySpan<byte> from, int shift, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var high = i + 1 < from.Length ? from[i + 1] : 0;
            target[i] = (byte)((from[i] >> shift) | (high << (8 - shift)));
        }
    }
}
