using System.Buffers;
using System.Text;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>JSON strings.</summary>
internal static class JsonText
{
    private static readonly byte[] SpecialBytes = [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\'];
    private static readonly SearchValues<byte> Special = SearchValues.Create(SpecialBytes);

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    /// <summary>The bytes that must be escaped.</summary>
    public static AsciiSet SpecialSet { get; } = new(SpecialBytes);

    /// <summary>Whether a text has a byte that must be escaped.</summary>
    public static bool HasSpecial(ReadOnlySpan<byte> text) => text.ContainsAny(Special);

    /// <summary>A string with its quotes.</summary>
    public static byte[] Quote(string text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(bytes);
        output.Append((byte)'"');
        WriteEscaped(ref output, Encoding.UTF8.GetBytes(text));
        output.Append((byte)'"');
        output.Complete();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes what stands between the quotes.</summary>
    public static void WriteEscaped(ref Utf8Output output, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Special) is var next and >= 0)
        {
            output.Append(text[..next]);
            WriteEscape(ref output, text[next]);
            text = text[(next + 1)..];
        }

        output.Append(text);
    }

    private static void WriteEscape(ref Utf8Output output, byte value)
    {
        output.Append((byte)'\\');
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                output.Append(value);
                break;
            case (byte)'\n':
                output.Append((byte)'n');
                break;
            case (byte)'\r':
                output.Append((byte)'r');
                break;
            case (byte)'\t':
                output.Append((byte)'t');
                break;
            case (byte)'\b':
                output.Append((byte)'b');
                break;
            case (byte)'\f':
                output.Append((byte)'f');
                break;
            default:
                output.Append("u00"u8);
                output.Append(HexDigits[value >> 4]);
                output.Append(HexDigits[value & 15]);
                break;
        }
    }
}
