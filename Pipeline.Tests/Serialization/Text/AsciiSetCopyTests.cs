using System.Runtime.InteropServices;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Tests.Serialization.Text;

public sealed class AsciiSetCopyTests
{
    private const int Longest = 100;
    private const byte Untouched = (byte)'.';

    private static readonly AsciiSet Set = new("\u0000\n\"\\,~"u8);

    [Test]
    public void A_text_without_members_is_copied_whatever_its_length_and_nothing_behind_it_is_touched()
    {
        for (var length = 0; length <= Longest; length++)
        {
            var text = Enumerable.Range(0, length).Select(i => i % 3 == 0 ? (byte)(0x80 + i) : (byte)('A' + (i % 26))).ToArray();
            var bytes = new byte[Longest + 32];
            Array.Fill(bytes, Untouched);

            Set.TryCopy(text, ref MemoryMarshal.GetArrayDataReference(bytes)).Should().BeTrue();
            bytes.AsSpan(0, length).SequenceEqual(text).Should().BeTrue();
            bytes.AsSpan(length).ContainsAnyExcept(Untouched).Should().BeFalse();
        }
    }

    [Test]
    public void A_member_is_found_wherever_it_stands()
    {
        var target = new byte[Longest];
        for (var length = 1; length <= Longest; length++)
            for (var position = 0; position < length; position++)
            {
                var text = new byte[length];
                Array.Fill(text, (byte)'x');
                text[position] = ","u8[0];

                if (Set.TryCopy(text, ref MemoryMarshal.GetArrayDataReference(target)))
                    Assert.Fail($"The member at {position} of {length} bytes was not found.");
            }
    }

    [Test]
    public void Every_byte_is_a_member_or_not()
    {
        var target = new byte[Longest];
        for (var value = 0; value <= byte.MaxValue; value++)
            foreach (var length in new[] { 1, 2, 4, 8, 16, 33 })
            {
                var text = new byte[length];
                Array.Fill(text, (byte)value);
                Set.TryCopy(text, ref MemoryMarshal.GetArrayDataReference(target)).Should().Be(!"\0\n\"\\,~"u8.Contains((byte)value));
            }
    }
}
