using System.Globalization;
using System.Text;
using DataflowWrite.Serialization.Text.Temporal;

namespace DataflowWrite.Tests.Serialization.Text;

public sealed class DateTextTests
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    [Test]
    public void Every_day_of_the_calendar_of_the_runtime_has_its_text()
    {
        Span<byte> text = stackalloc byte[CivilDate.MaxLength];
        Span<byte> expected = stackalloc byte[CivilDate.MaxLength];
        for (var day = DateOnly.MinValue.DayNumber; day <= DateOnly.MaxValue.DayNumber; day++)
        {
            var length = CivilDate.Write(day - Epoch, text);
            DateOnly.FromDayNumber(day).TryFormat(expected, out var needed, "O", CultureInfo.InvariantCulture);
            if (!text[..length].SequenceEqual(expected[..needed]))
                Assert.Fail($"{Encoding.UTF8.GetString(text[..length])} instead of {Encoding.UTF8.GetString(expected[..needed])}");
        }
    }

    [TestCase(-719_469, "0000-02-29")]
    [TestCase(-719_528, "0000-01-01")]
    [TestCase(-719_529, "-0001-12-31")]
    [TestCase(2_932_896, "9999-12-31")]
    [TestCase(2_932_897, "+10000-01-01")]
    [TestCase(int.MaxValue, "+5881580-07-11")]
    [TestCase(int.MinValue, "-5877641-06-23")]
    public void A_day_beyond_has_a_sign_or_the_year_zero(int days, string expected)
    {
        Span<byte> text = stackalloc byte[CivilDate.MaxLength];
        Encoding.UTF8.GetString(text[..CivilDate.Write(days, text)]).Should().Be(expected);
    }
}
