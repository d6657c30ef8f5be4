using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Text in one format: narrowed straight into the output where it is ASCII that is written as it is.</summary>
internal sealed class StringField<TFormat>(FieldSite site, TFormat format) : StringField(site)
    where TFormat : struct, ITextFormat
{
    // Room in which the frame may be written as whole registers.
    private const int Slack = 32;

    private const int MaxAtOnce = 16 * 1024;
    private const int BytesPerCharacter = 3;

    private readonly AsciiSet _special = format.Special;
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public override void Write(ref Utf8Output output, string? value)
    {
        if (value is null)
            Site.WriteNull(ref output);
        else
            WriteText(ref output, value);
    }

    public override void WriteText(ref Utf8Output output, scoped ReadOnlySpan<char> value)
    {
        var frame = Site.Frame;
        var destination = output.Reserve(frame.Length + value.Length + Slack);
        var start = frame.Open(destination);
        var end = start + value.Length;
        if (!_special.TryNarrow(value, destination[start..]) || !format.IsVerbatim(destination[start..end]))
        {
            WriteAny(ref output, value);
            return;
        }

        output.Advance(end + frame.Close(destination[end..]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteAny(ref Utf8Output output, scoped ReadOnlySpan<char> value)
    {
        Transcode(value);
        var text = _scratch.WrittenSpan;
        output.Append(Site.Frame.Before);
        format.Write(ref output, text, clean: !format.HasSpecial(text));
        output.Append(Site.Frame.After);
    }

    // An Encoding would make a fallback for every text that has a surrogate without its pair.
    private void Transcode(scoped ReadOnlySpan<char> value)
    {
        _scratch.ResetWrittenCount();
        while (!value.IsEmpty)
        {
            var room = _scratch.GetSpan(Math.Min(value.Length, MaxAtOnce) * BytesPerCharacter);
            Utf8.FromUtf16(value, room, out var read, out var written);
            _scratch.Advance(written);
            value = value[read..];
        }
    }
}
