using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Single characters.</summary>
internal sealed class CharacterText(StringField text) : MemberText<char>
{
    public override void Write(ref Utf8Output output, char value) => text.WriteText(ref output, new ReadOnlySpan<char>(in value));
}
