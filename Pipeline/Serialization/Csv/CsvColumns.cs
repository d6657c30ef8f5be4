using System.Buffers;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Records;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Numbers;
using DataflowWrite.Serialization.Text.Temporal;

namespace DataflowWrite.Serialization.Csv;

/// <summary>Chooses the column writers of a CSV file: compiled options, made once for a format.</summary>
internal sealed class CsvColumns
{
    private static readonly byte[] NumberAlphabet = "0123456789+-.eNa"u8.ToArray();
    private static readonly byte[] BooleanAlphabet = "truefalse"u8.ToArray();
    private static readonly byte[] TemporalAlphabet = "0123456789+-.:TZPYMDS"u8.ToArray();
    private static readonly byte[] HexAlphabet = "0123456789abcdef-"u8.ToArray();
    private static readonly byte[] PrefixedHexAlphabet = @"0123456789abcdef-\x"u8.ToArray();
    private static readonly byte[] Base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-"u8.ToArray();

    private readonly CsvOptions _options;
    private readonly ScalarStyles _styles;
    private readonly CsvText _text;
    private readonly CsvText _aloneText;
    private readonly byte[] _codeAlphabet;
    private readonly byte[] _numberAlphabet;

    public CsvColumns(CsvOptions options)
    {
        _options = options;
        _text = new CsvText(options, alone: false);
        _aloneText = new CsvText(options, alone: true);
        _codeAlphabet = options.BinaryEncoding switch
        {
            BinaryEncoding.Base64 => Base64Alphabet,
            BinaryEncoding.PrefixedHex => PrefixedHexAlphabet,
            _ => HexAlphabet,
        };
        _numberAlphabet = [.. NumberAlphabet, .. Encoding.UTF8.GetBytes(options.InfinityText)];
        _styles = new ScalarStyles
        {
            NonFinite = new NonFiniteText(
                "NaN"u8, Encoding.UTF8.GetBytes(options.InfinityText), Encoding.UTF8.GetBytes("-" + options.InfinityText)),
            Binary = options.BinaryEncoding,
            EmptyBinary = options.QuoteStyle == CsvQuoteStyle.Necessary ? [(byte)options.Quote, (byte)options.Quote] : [],
            Date = TemporalPattern.Compile(nameof(options.DateFormat), options.DateFormat, TemporalFields.Date),
            Date64 = Compile(nameof(options.DateTimeFormat), options.DateTimeFormat),
            Timestamp = Compile(nameof(options.TimestampFormat), options.TimestampFormat),
            ZonedTimestamp = TemporalPattern.Compile(
                nameof(options.TimestampZonedFormat), options.TimestampZonedFormat,
                TemporalFields.Date | TemporalFields.Time | TemporalFields.Offset),
            Time = TemporalPattern.Compile(nameof(options.TimeFormat), options.TimeFormat, TemporalFields.Time),
        };
    }

    /// <summary>What a file of this schema begins with.</summary>
    public byte[] Header(Schema schema)
    {
        var fields = schema.FieldsList;
        var text = TextFor(schema);
        var bytes = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(bytes);
        for (var i = 0; i < fields.Count && _options.Header; i++)
        {
            text.Write(ref output, Encoding.UTF8.GetBytes(fields[i].Name), clean: false);
            output.Append(FrameOf(schema, i).After);
        }

        output.Complete();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>How texts are written in a file of this schema.</summary>
    private CsvText TextFor(Schema schema) => schema.FieldsList.Count == 1 ? _aloneText : _text;

    /// <summary>The columns of a schema.</summary>
    /// <exception cref="NotSupportedException">A column has a type that CSV cannot hold.</exception>
    public ColumnWriter[] Create(Schema schema)
    {
        var fields = schema.FieldsList;
        var columns = new ColumnWriter[fields.Count];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Create(fields[i].Name, fields[i].DataType, FrameOf(schema, i), TextFor(schema));

        return columns;
    }

    /// <summary>The columns of a schema, for records.</summary>
    public RecordColumn[] CreateFields(Schema schema)
        => [.. schema.FieldsList.Select((field, i) => new CsvRecordColumn(this, field, FrameOf(schema, i), TextFor(schema)))];

    /// <summary>The writer of the values of one column, of any kind.</summary>
    public TWriter CreateValue<TMaker, TWriter>(TMaker maker, string name, IArrowType type, ValueFrame frame, CsvText text)
        where TMaker : struct, IWriterMaker<TWriter>
        => ScalarColumns.KindOf(type) switch
        {
            ScalarKind.Text => maker.Text(name, type is ExtensionType extension ? extension.StorageType : type, frame, new CsvTextFormat(text)),
            { } kind => CreateScalar<TMaker, TWriter>(maker, name, type, kind, frame, text),
            null => throw new NotSupportedException(
                $"Column '{name}' has type {ArrowTypes.NameOf(type)}, which CSV cannot hold;"
                + " write JSON Lines or Parquet, or leave the column out."),
        };

    /// <summary>The only field of a record that would else be a blank line.</summary>
    private string BlankLine => new(_options.Quote, 2);

    private static TemporalPattern? Compile(string option, string? pattern)
        => TemporalPattern.Compile(option, pattern, TemporalFields.Date | TemporalFields.Time);

    private ColumnWriter Create(string name, IArrowType type, ValueFrame frame, CsvText text) => type switch
    {
        DictionaryType dictionary => DictionaryColumns.Create(
            name, dictionary, frame, Create(name, dictionary.ValueType, frame, text)),
        RunEndEncodedType runs => DictionaryColumns.CreateRuns(
            name, runs, frame, Create(name, runs.ValuesDataType, frame, text)),
        _ => CreateValue<ColumnMaker, ColumnWriter>(default, name, type, frame, text),
    };

    private ValueFrame FrameOf(Schema schema, int column)
    {
        var count = schema.FieldsList.Count;
        var end = Encoding.UTF8.GetBytes(column == count - 1 ? _options.Terminator : _options.Delimiter.ToString());
        var nullText = count == 1 && _options.NullText.Length == 0 && _options.QuoteStyle != CsvQuoteStyle.Escape
            ? BlankLine
            : _options.NullText;
        return new ValueFrame([], end, [.. Encoding.UTF8.GetBytes(nullText), .. end]);
    }

    private TWriter CreateScalar<TMaker, TWriter>(
        TMaker maker, string name, IArrowType type, ScalarKind kind, ValueFrame frame, CsvText text)
        where TMaker : struct, IWriterMaker<TWriter>
    {
        if (NeedsCheck(type, kind, text))
        {
            var values = ScalarWriters<TMaker, TWriter>.Create(maker, name, type, ValueFrame.Bare, _styles with { EmptyBinary = [] });
            return maker.Checked(name, frame, values, new CsvTextFormat(text));
        }

        var quoted = _options.QuoteStyle == CsvQuoteStyle.Always
            || (_options.QuoteStyle == CsvQuoteStyle.NonNumeric && kind is ScalarKind.Boolean or ScalarKind.Temporal);
        var quote = (byte)_options.Quote;
        var whole = quoted ? new ValueFrame([quote], [quote, .. frame.After], frame.Null) : frame;
        return ScalarWriters<TMaker, TWriter>.Create(maker, name, type, whole, _styles);
    }

    /// <summary>Whether the style can say yes to one value of a column and no to another.</summary>
    private bool NeedsCheck(IArrowType type, ScalarKind kind, CsvText text)
    {
        if (kind == ScalarKind.Null)
            return false;

        if (_options.QuoteStyle == CsvQuoteStyle.Never)
            return kind == ScalarKind.Code && text == _aloneText;

        var pattern = PatternOf(type);
        if (_options.QuoteStyle == CsvQuoteStyle.NonNumeric && (kind == ScalarKind.Code || pattern is not null))
            return true;

        return !text.IsHarmless(kind switch
        {
            ScalarKind.Boolean => BooleanAlphabet,
            ScalarKind.Temporal => pattern?.Alphabet ?? TemporalAlphabet,
            ScalarKind.Code => _codeAlphabet,
            _ => _numberAlphabet,
        });
    }

    private TemporalPattern? PatternOf(IArrowType type) => type switch
    {
        Date32Type => _styles.Date,
        Date64Type => _styles.Date64,
        TimestampType t => string.IsNullOrEmpty(t.Timezone) ? _styles.Timestamp : _styles.ZonedTimestamp,
        Time32Type or Time64Type => _styles.Time,
        _ => null,
    };
}
