using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Text as UTF-8; half of a surrogate pair does not fit.</summary>
internal sealed class TextValueColumn<T, TCharacters>() : OffsetValueColumn<T>(StringType.Default)
    where TCharacters : struct, ICharacters<T>
{
    private const int MaxBytesPerCharacter = 3;

    /// <summary>Longer texts are counted first, so that they do not take three times their room.</summary>
    private const int CountedFrom = 1 << 16;

    protected override bool TryWrite(T value, GrowingBuffer output)
    {
        var text = TCharacters.Of(in value);
        var room = text.Length < CountedFrom ? text.Length * MaxBytesPerCharacter : Encoding.UTF8.GetByteCount(text);
        var status = Utf8.FromUtf16(text, output.Reserve(room), out _, out var written, replaceInvalidSequences: false);
        output.Advance(written);
        return status == OperationStatus.Done;
    }
}
