using System.Buffers;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Enums as their names, each of which is made into the bytes of its column once.</summary>
internal sealed class NameText<TEnum> : MemberText<TEnum>
    where TEnum : unmanaged, Enum
{
    private readonly Dictionary<TEnum, byte[]> _texts = [];
    private readonly Func<TEnum, string> _problem;
    private readonly FieldSite _site;

    public NameText(IReadOnlyDictionary<TEnum, string> names, Func<TEnum, string> problem, StringField text)
    {
        _problem = problem;
        _site = text.Site;
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var (value, name) in names)
        {
            bytes.ResetWrittenCount();
            var output = new Utf8Output(bytes);
            text.WriteText(ref output, name);
            output.Complete();
            _texts[value] = bytes.WrittenSpan.ToArray();
        }
    }

    public override void Write(ref Utf8Output output, TEnum value)
    {
        if (!_texts.TryGetValue(value, out var text))
            throw FieldErrors.Value(_site.Name, _problem(value));

        output.Append(text);
    }
}
