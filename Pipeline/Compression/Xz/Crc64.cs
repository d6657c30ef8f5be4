namespace DataflowWrite.Compression.Xz;

/// <summary>The checksum of the blocks of an xz file (ECMA-182).</summary>
internal static class Crc64
{
    private static readonly ulong[] Table = MakeTable();

    /// <summary>The checksum of what gave <paramref name="crc"/> followed by more bytes; it begins with 0.</summary>
    public static ulong Append(ulong crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> table = Table;
        crc = ~crc;
        foreach (var value in bytes)
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);

        return ~crc;
    }

    private static ulong[] MakeTable()
    {
        const ulong Polynomial = 0xC96C5795D7870F42;
        var table = new ulong[256];
        for (var i = 0u; i < table.Length; i++)
        {
            ulong value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;

            table[i] = value;
        }

        return table;
    }
}
