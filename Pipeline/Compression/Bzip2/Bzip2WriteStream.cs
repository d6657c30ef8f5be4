using System.Buffers;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>One bzip2 stream.</summary>
internal sealed class Bzip2WriteStream : EncodingStream
{
    private const int BlockUnit = 100_000;

    /// <summary>What a block stays below its nominal size, as that of bzip2 does; a run is at most five bytes of it.</summary>
    private const int Reserve = 19;

    private const int LeastRun = 4;
    private const int LongestRun = 255;

    private readonly Bzip2BitWriter _bits;
    private readonly Bzip2Tables _tables = new();
    private readonly int _maxLength;
    private byte[] _block;
    private int _length;
    private byte _runByte;
    private int _run;
    private uint _crc = Bzip2Crc.Initial;
    private uint _streamCrc;

    public Bzip2WriteStream(Stream destination, int level)
        : base(destination)
    {
        _bits = new(Output);
        _maxLength = (level * BlockUnit) - Reserve;
        _block = ArrayPool<byte>.Shared.Rent(level * BlockUnit);
        _bits.Write(Bzip2ReadStream.Signature, 24);
        _bits.Write((uint)('0' + level), 8);
    }

    protected override void Encode(ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            var taken = Take(source);
            _crc = Bzip2Crc.Append(_crc, source[..taken]);
            source = source[taken..];
            if (!source.IsEmpty)
                EndBlock();
        }
    }

    protected override void Finish()
    {
        if (_length > 0 || _run > 0)
            EndBlock();

        WriteMagic(Bzip2ReadStream.EndMagic);
        _bits.Write(_streamCrc, 32);
        _bits.Flush();
    }

    protected override void ReleaseEncoder()
    {
        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }

    /// <summary>Adds bytes to the block, runs of equal ones shortened, until it is full; how many were added.</summary>
    private int Take(ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == _runByte && _run is > 0 and < LongestRun)
            {
                _run++;
                continue;
            }

            AddRun();
            if (_length >= _maxLength)
                return i;

            (_runByte, _run) = (source[i], 1);
        }

        return source.Length;
    }

    private void AddRun()
    {
        var count = Math.Min(_run, LeastRun);
        _block.AsSpan(_length, count).Fill(_runByte);
        _length += count;
        if (count == LeastRun)
            _block[_length++] = (byte)(_run - LeastRun);

        _run = 0;
    }

    private void EndBlock()
    {
        AddRun();
        WriteMagic(Bzip2ReadStream.BlockMagic);
        _bits.Write(~_crc, 32);
        _streamCrc = (_streamCrc << 1 | _streamCrc >> 31) ^ ~_crc;

        // Not randomised.
        _bits.Write(0, 1);
        WriteSorted(_block.AsSpan(0, _length));
        (_length, _crc) = (0, Bzip2Crc.Initial);
    }

    private void WriteSorted(ReadOnlySpan<byte> block)
    {
        var sorted = ArrayPool<byte>.Shared.Rent(block.Length);
        var symbols = ArrayPool<ushort>.Shared.Rent(block.Length + 1);
        _bits.Write((uint)Bzip2Sort.Transform(block, sorted), 24);

        Span<byte> used = stackalloc byte[256];
        used = used[..WriteUsed(block, used)];
        Span<int> frequencies = stackalloc int[used.Length + 2];
        var count = new Bzip2Symbols(symbols, frequencies).Encode(sorted.AsSpan(0, block.Length), used);
        _tables.Choose(symbols.AsSpan(0, count), frequencies);
        _tables.Write(symbols.AsSpan(0, count), frequencies.Length, _bits);

        ArrayPool<ushort>.Shared.Return(symbols);
        ArrayPool<byte>.Shared.Return(sorted);
    }

    /// <summary>Writes and lists which bytes occur: sixteen groups, and sixteen bytes of each group that is not empty.</summary>
    private int WriteUsed(ReadOnlySpan<byte> block, Span<byte> used)
    {
        Span<ushort> groups = stackalloc ushort[16];
        foreach (var value in block)
            groups[value >> 4] |= (ushort)(0x8000 >> (value & 15));

        var any = 0u;
        for (var group = 0; group < groups.Length; group++)
            any |= groups[group] == 0 ? 0 : 0x8000u >> group;

        _bits.Write(any, 16);
        var count = 0;
        for (var group = 0; group < groups.Length; group++)
        {
            if (groups[group] == 0)
                continue;

            _bits.Write(groups[group], 16);
            for (var i = 0; i < 16; i++)
                if ((groups[group] & (0x8000 >> i)) != 0)
                    used[count++] = (byte)((group << 4) | i);
        }

        return count;
    }

    private void WriteMagic(ulong magic)
    {
        _bits.Write((uint)(magic >> 24), 24);
        _bits.Write((uint)magic & 0xFFFFFF, 24);
    }
}
