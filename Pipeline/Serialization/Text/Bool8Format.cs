namespace DataflowWrite.Serialization.Text;

/// <summary>The Arrow extension <c>arrow.bool8</c>: a byte that is zero for false.</summary>
internal readonly struct Bool8Format : IValueFormat<sbyte>
{
    public int MaxLength => 5;

    public int Write(sbyte value, Span<byte> destination)
    {
        var text = value == 0 ? "false"u8 : "true"u8;
        text.CopyTo(destination);
        return text.Length;
    }
}
