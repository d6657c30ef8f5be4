using System.Buffers;
using System.Buffers.Binary;

namespace DataflowWrite.Compression.Xz;

/// <summary>Decodes the chunks of one LZMA2 block, each at once, into a window that keeps what later chunks may refer to.</summary>
internal sealed class Lzma2Decoder : IDisposable
{
    /// <summary>The longest header of a chunk, and its bytes.</summary>
    public const int MaxChunk = 6 + (1 << 16);

    private const int MaxContent = 1 << 21;

    private readonly LzmaModel _model = new();
    private byte[] _window = [];
    private int _dictionarySize;
    private int _dictionaryStart;
    private int _end;
    private uint _position;
    private bool _needsDictionary;
    private bool _needsProperties;
    private bool _needsState;

    /// <summary>Begins a block.</summary>
    public void Start(int dictionarySize)
    {
        _dictionarySize = dictionarySize;
        _dictionaryStart = _end = 0;
        (_needsDictionary, _needsProperties, _needsState) = (true, true, true);
    }

    /// <summary>
    /// The bytes of the chunk that begins with these bytes, header included; 0 when more of them are needed, -1 when no chunk begins so.
    /// </summary>
    public static int ChunkLength(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        0 => 1,
        < 3 => bytes.Length < 3 ? 0 : 4 + BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
        < 0x80 => -1,
        var control => bytes.Length < 5 ? 0 : (control >= 0xC0 ? 7 : 6) + BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]),
    };

    /// <summary>The content of a whole chunk that is not the end mark, valid until the next one; false when it is damaged.</summary>
    public bool TryDecode(ReadOnlySpan<byte> chunk, out ReadOnlyMemory<byte> content)
    {
        content = default;
        var control = chunk[0];
        if (control is 0x01 or >= 0xE0)
        {
            _dictionaryStart = _end;
            _position = 0;
            _needsDictionary = false;
        }

        if (_needsDictionary)
            return false;

        var length = control < 0x80
            ? chunk.Length - 3
            : ((control & 0x1F) << 16) + BinaryPrimitives.ReadUInt16BigEndian(chunk[1..]) + 1;
        MakeRoom(length);
        var start = _end;
        if (control < 0x80)
        {
            chunk[3..].CopyTo(_window.AsSpan(_end));
            _end += length;
            _position += (uint)length;

            // What LZMA learned has to be reset before it goes on behind stored bytes.
            _needsState = true;
        }
        else if (!Prepare(control, chunk) || !DecodeSymbols(chunk[(control >= 0xC0 ? 6 : 5)..], _end + length))
        {
            return false;
        }

        content = _window.AsMemory(start, length);
        return true;
    }

    public void Dispose()
    {
        if (_window.Length > 0)
            ArrayPool<byte>.Shared.Return(_window);

        _window = [];
    }

    private bool Prepare(byte control, ReadOnlySpan<byte> chunk)
    {
        if (control >= 0xC0)
        {
            if (!_model.TrySetProperties(chunk[5]))
                return false;

            _needsProperties = false;
        }

        if (control >= 0xA0)
        {
            _model.Reset();
            _needsState = false;
        }

        return !_needsProperties && !_needsState;
    }

    private bool DecodeSymbols(ReadOnlySpan<byte> bytes, int end)
    {
        if (!RangeDecoder.HasHead(bytes))
            return false;

        var range = new RangeDecoder(bytes);
        while (_end < end)
        {
            var positionState = (int)(_position & _model.PositionMask);
            var state = (_model.State * LzmaModel.MaxPositionStates) + positionState;
            if (range.Decode(ref _model.IsMatch[state]) == 0)
            {
                if (!DecodeLiteral(ref range))
                    return false;

                continue;
            }

            var length = range.Decode(ref _model.IsRepeat[_model.State]) == 0
                ? DecodeMatch(ref range, positionState)
                : DecodeRepeat(ref range, positionState, state);
            if (!Copy(length, end))
                return false;
        }

        return range.IsFinished();
    }

    private bool DecodeLiteral(ref RangeDecoder range)
    {
        var probabilities = _model.LiteralAt(_position, _end == _dictionaryStart ? (byte)0 : _window[_end - 1]);
        if (_model.AfterLiteral)
        {
            _window[_end] = (byte)range.DecodeTree(probabilities, 8);
        }
        else
        {
            var distance = _model.Repeats[0];
            if (!IsKnown(distance))
                return false;

            uint matched = _window[_end - (int)distance - 1];
            var node = 1u;
            var isEqual = true;
            for (var shift = 7; shift >= 0; shift--)
            {
                var expected = (matched >> shift) & 1;
                var bit = range.Decode(ref probabilities[(int)(isEqual ? ((1 + expected) << 8) + node : node)]);
                node = (node << 1) | bit;
                isEqual &= bit == expected;
            }

            _window[_end] = (byte)node;
        }

        _end++;
        _position++;
        _model.AddLiteral();
        return true;
    }

    private int DecodeMatch(ref RangeDecoder range, int positionState)
    {
        var length = DecodeLength(ref range, _model.MatchLengths, positionState);
        _model.AddMatch(DecodeDistance(ref range, LzmaModel.LengthState(length)));
        return length;
    }

    private int DecodeRepeat(ref RangeDecoder range, int positionState, int state)
    {
        var index = 0;
        if (range.Decode(ref _model.IsNotRepeat0[_model.State]) == 0)
        {
            if (range.Decode(ref _model.IsLongRepeat0[state]) == 0)
            {
                _model.AddShortRepeat();
                return 1;
            }
        }
        else
        {
            index = range.Decode(ref _model.IsNotRepeat1[_model.State]) == 0 ? 1
                : 2 + (int)range.Decode(ref _model.IsNotRepeat2[_model.State]);
        }

        var length = DecodeLength(ref range, _model.RepeatLengths, positionState);
        _model.AddRepeat(index);
        return length;
    }

    private static int DecodeLength(ref RangeDecoder range, LzmaLengths lengths, int positionState)
    {
        const int Low = LzmaLengths.Low;
        var offset = positionState << LzmaLengths.LowBits;
        if (range.Decode(ref lengths.Choice[0]) == 0)
            return LzmaModel.MinMatch + (int)range.DecodeTree(lengths.Short.AsSpan(offset, Low), LzmaLengths.LowBits);

        if (range.Decode(ref lengths.Choice[1]) == 0)
            return LzmaModel.MinMatch + Low + (int)range.DecodeTree(lengths.Middle.AsSpan(offset, Low), LzmaLengths.LowBits);

        return LzmaModel.MinMatch + (2 * Low) + (int)range.DecodeTree(lengths.Long, LzmaLengths.HighBits);
    }

    private uint DecodeDistance(ref RangeDecoder range, int lengthState)
    {
        var slot = range.DecodeTree(_model.Slots.AsSpan(lengthState << LzmaModel.SlotBits, 1 << LzmaModel.SlotBits), LzmaModel.SlotBits);
        if (slot < LzmaModel.FirstFooterSlot)
            return slot;

        var footerBits = (int)(slot >> 1) - 1;
        var start = (2 | (slot & 1)) << footerBits;
        if (slot < LzmaModel.FirstAlignedSlot)
            return start + range.DecodeReverseTree(_model.Footers.AsSpan((int)(start - slot)), footerBits);

        start += range.DecodeDirect(footerBits - LzmaModel.AlignBits) << LzmaModel.AlignBits;
        return start + range.DecodeReverseTree(_model.Align, LzmaModel.AlignBits);
    }

    private bool Copy(int length, int end)
    {
        if (length > end - _end || !IsKnown(_model.Repeats[0]))
            return false;

        var window = _window.AsSpan();
        var distance = (int)_model.Repeats[0] + 1;
        if (distance >= length)
            window.Slice(_end - distance, length).CopyTo(window[_end..]);
        else
            for (var i = _end; i < _end + length; i++)
                window[i] = window[i - distance];

        _end += length;
        _position += (uint)length;
        return true;
    }

    private bool IsKnown(uint distance) => distance < (uint)Math.Min(_end - _dictionaryStart, _dictionarySize);

    /// <summary>Room for the next content behind the dictionary; the window grows to twice the dictionary before bytes are moved.</summary>
    private void MakeRoom(int length)
    {
        if (_end + length <= _window.Length)
            return;

        var kept = Math.Min(_end - _dictionaryStart, _dictionarySize);
        var dropped = _end - kept;
        var larger = (int)Math.Min(2L * (kept + length), (2L * _dictionarySize) + MaxContent);
        if (larger > _window.Length)
        {
            var window = ArrayPool<byte>.Shared.Rent(larger);
            _window.AsSpan(dropped, kept).CopyTo(window);
            Dispose();
            _window = window;
        }
        else
        {
            _window.AsSpan(dropped, kept).CopyTo(_window);
        }

        _dictionaryStart = Math.Max(_dictionaryStart - dropped, 0);
        _end = kept;
    }
}
