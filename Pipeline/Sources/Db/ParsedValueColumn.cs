using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Apache.Arrow;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Texts of a column for which another type is declared, read as the texts of files are.</summary>
internal sealed class ParsedValueColumn(ColumnBuilder values) : IValueColumn<string>
{
    private byte[] _text = new byte[256];

    public long Bytes { get; private set; }

    public int Count => values.Count;

    public void AppendNull() => values.AppendNull();

    public bool TryAppend(string value)
    {
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < length)
            _text = new byte[Math.Max(length, _text.Length * 2)];

        var status = Utf8.FromUtf16(value, _text, out _, out var written, replaceInvalidSequences: false);
        Bytes += written;
        return status == OperationStatus.Done && values.TryAppend(_text.AsSpan(0, written));
    }

    public ArrayData BuildData()
    {
        Bytes = 0;
        return values.BuildData();
    }
}
