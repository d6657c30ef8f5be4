namespace DataflowWrite.Sources.Csv;

/// <summary>Cuts CSV (RFC 4180; lines may also end in LF or CR alone) into rows of fields.</summary>
internal sealed class CsvReader(SourceFile file, Stream stream, byte delimiter, byte quote) : RecordReader(file, stream)
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    private CsvField[] _fields = new CsvField[16];
    private byte[] _unescaped = [];

    public int FieldCount { get; private set; }

    /// <summary>The fields of the current row.</summary>
    public ReadOnlySpan<CsvField> Fields => _fields.AsSpan(0, FieldCount);

    /// <summary>True for a row of one field without a single byte.</summary>
    public bool IsBlank => FieldCount == 1 && _fields[0] is { Length: 0, Quoted: false };

    public override bool TryRead()
    {
        var text = Unread;
        if (text.IsEmpty)
            return false;

        FieldCount = 0;
        var position = 0;
        var lines = 1;
        while (true)
        {
            position = position < text.Length && text[position] == quote
                ? ReadQuoted(text, position, ref lines)
                : ReadPlain(text, position);
            if (position < 0)
                return false;

            if (position == text.Length || text[position] != delimiter)
                return TryEndRow(text, position, lines);

            position++;
        }
    }

    /// <summary>The text of a field of the current row; valid until the next call.</summary>
    public ReadOnlySpan<byte> Text(CsvField field)
    {
        var text = Record.Slice(field.Start, field.Length);
        return field.Escaped ? Unescape(text) : text;
    }

    public SourceFormatException FieldError(CsvField field, string column, string message)
        => Error(Line + Record[..field.Start].Count(LineFeed), column, message);

    public SourceFormatException RowError(string message) => Error(Line, null, message);

    /// <summary>Returns the position behind the field, or -1 when the buffer ends first.</summary>
    private int ReadPlain(ReadOnlySpan<byte> text, int position)
    {
        var length = text[position..].IndexOfAny(delimiter, CarriageReturn, LineFeed);
        if (length < 0)
        {
            if (!Ended)
                return -1;

            length = text.Length - position;
        }

        Add(new(position, length, Quoted: false, Escaped: false));
        return position + length;
    }

    private int ReadQuoted(ReadOnlySpan<byte> text, int position, ref int lines)
    {
        var start = position + 1;
        var escaped = false;
        var end = start;
        while (true)
        {
            var length = text[end..].IndexOf(quote);
            if (length < 0 || (end + length + 1 == text.Length && !Ended))
                return !Ended
                    ? -1
                    : throw Error(NextLine + lines - 1, null, "a quote opens a field and is never closed; close it, or double it inside a field.");

            end += length;
            if (end + 1 >= text.Length || text[end + 1] != quote)
                break;

            escaped = true;
            end += 2;
        }

        Add(new(start, end - start, Quoted: true, escaped));
        lines += text[start..end].Count(LineFeed);
        if (end + 1 < text.Length && text[end + 1] != delimiter && text[end + 1] is not (CarriageReturn or LineFeed))
            throw Error(
                NextLine + lines - 1, null, $"text follows the closing quote of field {FieldCount}; double every quote inside a quoted field.");

        return end + 1;
    }

    private bool TryEndRow(ReadOnlySpan<byte> text, int position, int lines)
    {
        if (position == text.Length)
        {
            Advance(position, lines);
            return true;
        }

        var isCarriageReturn = text[position] == CarriageReturn;
        if (isCarriageReturn && position + 1 == text.Length && !Ended)
            return false;

        Advance(position + (isCarriageReturn && position + 1 < text.Length && text[position + 1] == LineFeed ? 2 : 1), lines);
        return true;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        if (_unescaped.Length < text.Length)
            _unescaped = new byte[Math.Max(text.Length, _unescaped.Length * 2)];

        var length = 0;
        while (true)
        {
            var plain = text.IndexOf(quote) + 1;
            var run = plain == 0 ? text : text[..plain];
            run.CopyTo(_unescaped.AsSpan(length));
            length += run.Length;
            if (plain == 0)
                return _unescaped.AsSpan(0, length);

            text = text[(plain + 1)..];
        }
    }

    private void Add(CsvField field)
    {
        if (FieldCount == _fields.Length)
            System.Array.Resize(ref _fields, _fields.Length * 2);

        _fields[FieldCount++] = field;
    }
}
