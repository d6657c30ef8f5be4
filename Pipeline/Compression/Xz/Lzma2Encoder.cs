using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace DataflowWrite.Compression.Xz;

/// <summary>
/// Encodes a block as LZMA2: matches from hash chains, one step of look-ahead, chunks that end before they are too long. Faster than the
/// thorough encoder of liblzma, and a little less dense.
/// </summary>
internal ref struct Lzma2Encoder : IDisposable
{
    /// <summary>Three bits of context for literals, two for positions.</summary>
    public const byte Properties = (2 * 45) + 3;

    private const byte DictionaryReset = 0x01;
    private const byte StoredChunk = 0x02;
    private const byte LzmaChunk = 0x80;
    private const byte StateReset = 0x20;
    private const byte NewProperties = 0x40;
    private const byte NewDictionary = 0x60;

    private const int MaxStored = 1 << 16;
    private const int MaxContent = (1 << 21) - LzmaModel.MaxMatch;

    /// <summary>Less than 64 KiB by more than one symbol can take.</summary>
    private const int MaxCompressed = (1 << 16) - 256;

    private readonly ReadOnlySpan<byte> _source;
    private readonly LzmaModel _model = new();
    private readonly byte[] _buffer;
    private readonly RangeEncoder _range;
    private readonly int _nice;
    private MatchFinder _matches;

    public Lzma2Encoder(ReadOnlySpan<byte> source, int level)
    {
        var (depth, nice) = EffortOf(level);
        _source = source;
        _nice = nice;
        _matches = new(source, depth, nice);
        _buffer = ArrayPool<byte>.Shared.Rent(MaxStored);
        _range = new(_buffer);
        _model.TrySetProperties(Properties);
    }

    public void Encode(IBufferWriter<byte> output)
    {
        var position = 0;
        var isFirst = true;
        var reset = NewDictionary;
        while (position < _source.Length)
        {
            if (reset != 0)
                _model.Reset();

            var start = position;
            _range.Reset();
            while (position < _source.Length && position - start < MaxContent && _range.PendingLength < MaxCompressed)
                position += EncodeSymbol(position);

            var content = _source[start..position];
            var chunk = _range.Flush();
            if (chunk.Length < content.Length)
            {
                WriteChunk(content.Length, chunk, reset, output);
                reset = 0;
            }
            else
            {
                WriteStored(content, isFirst, output);
                reset = reset >= NewProperties ? NewProperties : StateReset;
            }

            isFirst = false;
        }

        ReadOnlySpan<byte> end = [0];
        output.Write(end);
    }

    public readonly void Dispose()
    {
        _matches.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private static (int Depth, int Nice) EffortOf(int level) => level switch
    {
        0 => (2, 32),
        1 => (4, 48),
        2 => (6, 64),
        3 => (8, 64),
        4 => (12, 96),
        5 => (16, 96),
        6 => (24, 128),
        7 => (48, 192),
        8 => (96, LzmaModel.MaxMatch),
        _ => (256, LzmaModel.MaxMatch),
    };

    private static void WriteChunk(int contentLength, ReadOnlySpan<byte> chunk, byte reset, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(6);
        header[0] = (byte)(LzmaChunk | reset | ((contentLength - 1) >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)(contentLength - 1));
        BinaryPrimitives.WriteUInt16BigEndian(header[3..], (ushort)(chunk.Length - 1));
        header[5] = Properties;
        output.Advance(reset >= NewProperties ? 6 : 5);
        output.Write(chunk);
    }

    private static void WriteStored(ReadOnlySpan<byte> content, bool isFirst, IBufferWriter<byte> output)
    {
        while (!content.IsEmpty)
        {
            var part = content[..Math.Min(content.Length, MaxStored)];
            var header = output.GetSpan(3);
            header[0] = isFirst ? DictionaryReset : StoredChunk;
            BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)(part.Length - 1));
            output.Advance(3);
            output.Write(part);
            content = content[part.Length..];
            isFirst = false;
        }
    }

    /// <summary>Encodes a literal or a match; the number of its bytes.</summary>
    private int EncodeSymbol(int position)
    {
        _matches.InsertUpTo(position);
        var (repeatLength, repeat) = LongestRepeat(position);
        if (repeatLength >= _nice)
            return EncodeRepeat(position, repeat, repeatLength);

        var (length, distance) = _matches.Find(position);
        if (repeatLength >= LzmaModel.MinMatch && IsRepeatBetter(repeatLength, length, distance))
            return EncodeRepeat(position, repeat, repeatLength);

        if (length == 0 || (length < _nice && IsNextBetter(position, length, distance)))
            return EncodeSingle(position);

        return EncodeMatch(position, length, (uint)distance - 1);
    }

    private readonly (int Length, int Index) LongestRepeat(int position)
    {
        var (longest, index) = (0, 0);
        for (var i = 0; i < _model.Repeats.Length; i++)
        {
            var length = _matches.LengthAt(position, _model.Repeats[i] + 1);
            if (length > longest)
                (longest, index) = (length, i);
        }

        return (longest, index);
    }

    // A new distance costs about a byte, and more when it is far.
    private static bool IsRepeatBetter(int repeatLength, int length, int distance)
        => repeatLength + 1 >= length
            || (repeatLength + 2 >= length && distance >= 1 << 9)
            || (repeatLength + 3 >= length && distance >= 1 << 15);

    private bool IsNextBetter(int position, int length, int distance)
    {
        _matches.InsertUpTo(position + 1);
        if (LongestRepeat(position + 1).Length >= length)
            return true;

        var (nextLength, nextDistance) = _matches.Find(position + 1);
        return nextLength > length + 1
            || (nextLength == length + 1 && nextDistance >> 7 <= distance)
            || (nextLength == length && nextDistance < distance >> 7);
    }

    private int EncodeSingle(int position)
    {
        var state = (_model.State * LzmaModel.MaxPositionStates) + (int)((uint)position & _model.PositionMask);
        var repeat = (int)_model.Repeats[0] + 1;
        if (position >= repeat && position > 0 && _source[position] == _source[position - repeat])
        {
            _range.Encode(ref _model.IsMatch[state], 1);
            _range.Encode(ref _model.IsRepeat[_model.State], 1);
            _range.Encode(ref _model.IsNotRepeat0[_model.State], 0);
            _range.Encode(ref _model.IsLongRepeat0[state], 0);
            _model.AddShortRepeat();
            return 1;
        }

        _range.Encode(ref _model.IsMatch[state], 0);
        var probabilities = _model.LiteralAt((uint)position, position == 0 ? (byte)0 : _source[position - 1]);
        if (_model.AfterLiteral)
            _range.EncodeTree(probabilities, 8, _source[position]);
        else
            EncodeMatchedLiteral(probabilities, _source[position], _source[position - repeat]);

        _model.AddLiteral();
        return 1;
    }

    /// <summary>A literal behind a match: as long as its bits are those of the byte that the match would have gone on with.</summary>
    private readonly void EncodeMatchedLiteral(Span<ushort> probabilities, uint literal, uint matched)
    {
        var node = 1u;
        var isEqual = true;
        for (var shift = 7; shift >= 0; shift--)
        {
            var bit = (literal >> shift) & 1;
            var expected = (matched >> shift) & 1;
            var index = isEqual ? ((1 + expected) << 8) + node : node;
            _range.Encode(ref probabilities[(int)index], bit);
            node = (node << 1) | bit;
            isEqual &= bit == expected;
        }
    }

    private readonly int EncodeRepeat(int position, int index, int length)
    {
        var positionState = (int)((uint)position & _model.PositionMask);
        var state = (_model.State * LzmaModel.MaxPositionStates) + positionState;
        _range.Encode(ref _model.IsMatch[state], 1);
        _range.Encode(ref _model.IsRepeat[_model.State], 1);
        _range.Encode(ref _model.IsNotRepeat0[_model.State], index == 0 ? 0u : 1);
        if (index == 0)
        {
            _range.Encode(ref _model.IsLongRepeat0[state], 1);
        }
        else
        {
            _range.Encode(ref _model.IsNotRepeat1[_model.State], index == 1 ? 0u : 1);
            if (index > 1)
                _range.Encode(ref _model.IsNotRepeat2[_model.State], (uint)index - 2);
        }

        EncodeLength(_model.RepeatLengths, length, positionState);
        _model.AddRepeat(index);
        return length;
    }

    private readonly int EncodeMatch(int position, int length, uint distance)
    {
        var positionState = (int)((uint)position & _model.PositionMask);
        _range.Encode(ref _model.IsMatch[(_model.State * LzmaModel.MaxPositionStates) + positionState], 1);
        _range.Encode(ref _model.IsRepeat[_model.State], 0);
        EncodeLength(_model.MatchLengths, length, positionState);
        EncodeDistance(distance, LzmaModel.LengthState(length));
        _model.AddMatch(distance);
        return length;
    }

    private readonly void EncodeLength(LzmaLengths lengths, int length, int positionState)
    {
        var rest = (uint)(length - LzmaModel.MinMatch);
        _range.Encode(ref lengths.Choice[0], rest < LzmaLengths.Low ? 0u : 1);
        if (rest < LzmaLengths.Low)
        {
            _range.EncodeTree(lengths.Short.AsSpan(positionState << LzmaLengths.LowBits, LzmaLengths.Low), LzmaLengths.LowBits, rest);
            return;
        }

        rest -= LzmaLengths.Low;
        _range.Encode(ref lengths.Choice[1], rest < LzmaLengths.Low ? 0u : 1);
        if (rest < LzmaLengths.Low)
            _range.EncodeTree(lengths.Middle.AsSpan(positionState << LzmaLengths.LowBits, LzmaLengths.Low), LzmaLengths.LowBits, rest);
        else
            _range.EncodeTree(lengths.Long, LzmaLengths.HighBits, rest - LzmaLengths.Low);
    }

    private readonly void EncodeDistance(uint distance, int lengthState)
    {
        var slot = distance;
        var footerBits = 0;
        if (distance >= LzmaModel.FirstFooterSlot)
        {
            footerBits = BitOperations.Log2(distance) - 1;
            slot = (uint)(2 * (footerBits + 1)) + ((distance >> footerBits) & 1);
        }

        _range.EncodeTree(_model.Slots.AsSpan(lengthState << LzmaModel.SlotBits, 1 << LzmaModel.SlotBits), LzmaModel.SlotBits, slot);
        if (slot < LzmaModel.FirstFooterSlot)
            return;

        var start = (2 | (slot & 1)) << footerBits;
        var footer = distance - start;
        if (slot < LzmaModel.FirstAlignedSlot)
        {
            _range.EncodeReverseTree(_model.Footers.AsSpan((int)(start - slot)), footerBits, footer);
            return;
        }

        _range.EncodeDirect(footer >> LzmaModel.AlignBits, footerBits - LzmaModel.AlignBits);
        _range.EncodeReverseTree(_model.Align, LzmaModel.AlignBits, footer & ((1 << LzmaModel.AlignBits) - 1));
    }
}
