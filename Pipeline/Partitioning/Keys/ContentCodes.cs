using System.Runtime.InteropServices;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>One code for each content of a byte string.</summary>
internal sealed class ContentCodes(Func<byte[], string> format) : BytesCodes
{
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _codes
        = new Dictionary<byte[], int>(BytesComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly List<byte[]> _values = [];

    public override int Count => _values.Count + 1;

    public override int CodeOf(ReadOnlySpan<byte> value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, value, out var known);
        if (!known)
        {
            _values.Add(value.ToArray());
            code = _values.Count;
        }

        return code;
    }

    public override string TextOf(int code) => format(_values[code - 1]);
}
