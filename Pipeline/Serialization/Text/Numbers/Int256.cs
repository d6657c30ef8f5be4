namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>The bits of a decimal256: two's complement, lowest word first.</summary>
internal readonly struct Int256(ulong word0, ulong word1, ulong word2, ulong word3)
{
    public const int MaxDigits = 78;

    private const ulong ChunkSize = 10_000_000_000_000_000_000;
    private const int ChunkLength = 19;

    private readonly ulong _word0 = word0;
    private readonly ulong _word1 = word1;
    private readonly ulong _word2 = word2;
    private readonly ulong _word3 = word3;

    public static Int256 From(Int128 value)
    {
        var sign = value < 0 ? ulong.MaxValue : 0;
        return new Int256((ulong)value, (ulong)(value >> 64), sign, sign);
    }

    public static Int256 From(UInt128 value) => new((ulong)value, (ulong)(value >> 64), 0, 0);

    public bool IsNegative => (long)_word3 < 0;

    /// <summary>The digits of the absolute value.</summary>
    public int WriteMagnitude(Span<byte> destination)
    {
        Span<ulong> words = [_word0, _word1, _word2, _word3];
        if (IsNegative)
            Negate(words);

        Span<ulong> chunks = stackalloc ulong[5];
        var count = 0;
        do
        {
            chunks[count++] = DivideByChunk(words);
        }
        while (words.ContainsAnyExcept(0UL));

        var length = Digits.Write(chunks[--count], destination);
        while (count > 0)
        {
            Digits.WritePadded(chunks[--count], destination[length..], ChunkLength);
            length += ChunkLength;
        }

        return length;
    }

    private static void Negate(Span<ulong> words)
    {
        var carry = true;
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = ~words[i] + (carry ? 1UL : 0);
            carry &= words[i] == 0;
        }
    }

    private static ulong DivideByChunk(Span<ulong> words)
    {
        var remainder = 0UL;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var (quotient, rest) = UInt128.DivRem(new UInt128(remainder, words[i]), ChunkSize);
            (words[i], remainder) = ((ulong)quotient, (ulong)rest);
        }

        return remainder;
    }
}
