using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Codes byte strings by their beginnings.</summary>
internal sealed class PrefixCodes(int width, bool ofText, BytesCodes prefixes) : BytesCodes
{
    public override int Count => prefixes.Count;

    public override int CodeOf(ReadOnlySpan<byte> value)
        => prefixes.CodeOf(value.Length <= width ? value : value[..(ofText ? LengthOfRunes(value) : width)]);

    public override string TextOf(int code) => prefixes.TextOf(code);

    // The bytes of UTF-8 text before the code point that is one too many: each but its continuation bytes begins one.
    private int LengthOfRunes(ReadOnlySpan<byte> text)
    {
        var runes = 0;
        for (var i = 0; i < text.Length; i++)
            if ((text[i] & 0xC0) != 0x80 && ++runes > width)
                return i;

        return text.Length;
    }
}
