using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Text in one format: narrowed straight into the output where it is ASCII that is written as it is.</summary>
internal sealed class StringField<TFormat>(FieldSite site, TFormat format) : StringField(site)
    where TFormat : struct, ITextFormat
{
    private const int MaxAtOnce = 16 * 1024;
    private const int BytesPerCharacter = 3;

    // As in FramedFormat: what is not written at once is left to a call at the end.
    private readonly long _room = site.Frame.IsShort ? site.Frame.Length + ValueFrame.Slack : int.MaxValue;
    private readonly AsciiSet _special = format.Special;
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public override void Write(ref Utf8Output output, string? value)
    {
        if (value is null)
            Site.WriteNull(ref output);
        else
            WriteNarrow(ref output, value);
    }

    public override void WriteText(ref Utf8Output output, scoped ReadOnlySpan<char> value) => WriteNarrow(ref output, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteNarrow(ref Utf8Output output, scoped ReadOnlySpan<char> value)
    {
        var frame = Site.Frame;
        if (!output.HasRoom(_room + value.Length))
        {
            WriteApart(ref output, value);
            return;
        }

        ref var start = ref output.Next;
        var length = frame.Open(ref start);
        ref var text = ref Unsafe.Add(ref start, length);
        if (!_special.TryNarrow(value, ref text) || !format.IsVerbatim(MemoryMarshal.CreateReadOnlySpan(ref text, value.Length)))
        {
            WriteAny(ref output, value);
            return;
        }

        length += value.Length;
        output.Advance(length + frame.Close(ref Unsafe.Add(ref start, length)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteApart(ref Utf8Output output, scoped ReadOnlySpan<char> value)
    {
        if (!Site.Frame.IsShort)
        {
            WriteAny(ref output, value);
            return;
        }

        output.Reserve(Site.Frame.Length + ValueFrame.Slack + value.Length);
        WriteText(ref output, value);
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
