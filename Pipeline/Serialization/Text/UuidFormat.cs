namespace DataflowWrite.Serialization.Text;

/// <summary>Uuids as <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>.</summary>
internal readonly struct UuidFormat : IValueFormat<Guid>
{
    private const int TextLength = 36;

    public int MaxLength => TextLength;

    public int Write(Guid value, Span<byte> destination)
    {
        value.TryFormat(destination, out var written);
        return written;
    }
}
