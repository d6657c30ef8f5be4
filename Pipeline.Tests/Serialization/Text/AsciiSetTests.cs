using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Tests.Serialization.Text;

public sealed class AsciiSetTests
{
    private static readonly AsciiSet Set = new("\u0000\n\"\\,~"u8);

    [Test]
    public void A_text_without_members_is_narrowed_whatever_its_length()
    {
        for (var length = 0; length < 100; length++)
        {
            var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('A' + (i % 26))));
            var bytes = new byte[length];

            Set.TryNarrow(text, ref MemoryMarshal.GetArrayDataReference(bytes)).Should().BeTrue();
            Encoding.ASCII.GetString(bytes).Should().Be(text);
        }
    }

    [Test]
    public void A_member_or_a_character_beyond_ascii_is_found_wherever_it_stands()
        => Gen.Select(Gen.Int[1, 70], Gen.Int[0, 69], Gen.OneOf('\0', '\n', '"', '\\', ',', '~', '\u0080', '\u00ff', '\u0141', '\u2c2c', '\ud83d', '\uffff'))
            .Where((length, position, _) => position < length)
            .Sample((length, position, found) =>
            {
                var text = new string('x', length).ToCharArray();
                text[position] = found;

                Set.TryNarrow(text, ref MemoryMarshal.GetArrayDataReference(new byte[length])).Should().BeFalse();
            });

    [Test]
    public void Every_ascii_character_is_a_member_or_not()
    {
        for (var character = '\0'; character < 128; character++)
            foreach (var length in new[] { 1, 2, 4, 8, 16, 33 })
                Set.TryNarrow(new string(character, length), ref MemoryMarshal.GetArrayDataReference(new byte[length]))
                    .Should().Be(!"\0\n\"\\,~".Contains(character));
    }

    [Test]
    public void Room_behind_the_text_is_not_written_to()
    {
        for (var length = 0; length < 40; length++)
        {
            var bytes = new byte[64];
            Array.Fill(bytes, (byte)'.');

            Set.TryNarrow(new string('x', length), ref MemoryMarshal.GetArrayDataReference(bytes)).Should().BeTrue();
            bytes.AsSpan(length).ContainsAnyExcept((byte)'.').Should().BeFalse();
        }
    }
}
