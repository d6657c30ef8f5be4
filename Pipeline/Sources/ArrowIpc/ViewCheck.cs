using System.Buffers.Binary;
using System.Text.Unicode;
using Apache.Arrow;

namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>Checks views of text and bytes.</summary>
internal static class ViewCheck
{
    private const int ViewSize = 16;
    private const int InlineBytes = 12;
    private const int ValueBuffers = 2;

    public static void Views(ArrayData data, bool isText, string path)
    {
        var views = data.Buffers[1].Span;
        ArrayCheck.Require(views.Length >= (long)data.Length * ViewSize, path, "its values are cut short");
        var validity = data.NullCount > 0 ? data.Buffers[0].Span : default;
        for (var i = 0; i < data.Length; i++)
        {
            // What stands in the place of a null means nothing.
            if (!validity.IsEmpty && (validity[i >> 3] >> (i & 7) & 1) == 0)
                continue;

            var value = Value(data, views.Slice(i * ViewSize, ViewSize), path);
            ArrayCheck.Require(!isText || Utf8.IsValid(value), path, "it holds text that is not UTF-8");
        }
    }

    private static ReadOnlySpan<byte> Value(ArrayData data, ReadOnlySpan<byte> view, string path)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(view);
        if (length is >= 0 and <= InlineBytes)
            return view.Slice(sizeof(int), length);

        var buffer = BinaryPrimitives.ReadInt32LittleEndian(view[8..]);
        var offset = BinaryPrimitives.ReadInt32LittleEndian(view[12..]);
        ArrayCheck.Require(
            length >= 0 && offset >= 0 && buffer >= 0 && buffer < data.Buffers.Length - ValueBuffers
                && offset <= data.Buffers[ValueBuffers + buffer].Length - (long)length,
            path, "its views lead out of its values");
        return data.Buffers[ValueBuffers + buffer].Span.Slice(offset, length);
    }
}
