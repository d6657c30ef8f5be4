namespace DataflowWrite.Compression.Bzip2;

/// <summary>The checksum of bzip2: CRC-32 with the most significant bit first.</summary>
internal static class Bzip2Crc
{
    public const uint Initial = uint.MaxValue;

    private static readonly uint[] Table = MakeTable();

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> table = Table;
        foreach (var value in bytes)
            crc = (crc << 8) ^ table[(byte)((crc >> 24) ^ value)];

        return crc;
    }

    private static uint[] MakeTable()
    {
        const uint Polynomial = 0x04C11DB7;
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i << 24;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 0x80000000) != 0 ? (value << 1) ^ Polynomial : value << 1;

            table[i] = value;
        }

        return table;
    }
}
