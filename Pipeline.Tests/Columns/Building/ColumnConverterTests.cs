using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Columns.Building;
using DataflowWrite.Tests.Records;

namespace DataflowWrite.Tests.Columns.Building;

public sealed class ColumnConverterTests
{
    [Test]
    public void Numbers_lie_in_the_buffer_as_they_are()
        => ValuesOf<long>(Build(ColumnConverters.Int64(), 1, -2, long.MaxValue)).Should().Equal(1, -2, long.MaxValue);

    [Test]
    public void Values_without_nulls_have_no_bitmap()
        => Build(ColumnConverters.Nullable(ColumnConverters.Int32()), 1, 2).Buffers[0].IsEmpty.Should().BeTrue();

    [Test]
    public void Nulls_are_cleared_bits_over_blanks()
    {
        var data = Build(ColumnConverters.Nullable(ColumnConverters.Int32()), 1, null, 3);

        data.NullCount.Should().Be(1);
        data.Buffers[0].Span.ToArray().Should().Equal(0b101);
        ValuesOf<int>(data).Should().Equal(1, 0, 3);
    }

    [Test]
    public void Booleans_are_bits()
        => Build(ColumnConverters.Boolean(), true, false, false, true, false, false, false, false, true).Buffers[1].Span.ToArray().Should().Equal(0b1001, 1);

    [Test]
    public void Text_is_offsets_and_bytes()
    {
        var data = Build(ColumnConverters.NullableString(), "a", null, "", "é");

        ValuesOf<int>(data).Should().Equal(0, 1, 1, 1, 3);
        data.Buffers[2].Span.ToArray().Should().Equal(0x61, 0xC3, 0xA9);
        data.Buffers[0].Span.ToArray().Should().Equal(0b1101);
    }

    [Test]
    public void Guids_are_in_network_order()
        => Build(ColumnConverters.Guid(), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")).Buffers[1].Span.ToArray().Should()
            .Equal(0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff);

    [Test]
    public void Decimals_are_unscaled_numbers()
        => ValuesOf<Int128>(Build(ColumnConverters.Decimal(6, 2, false), 1.5m, -9999.99m, 1.500m)).Should().Equal(150, -999999, 150);

    [TestCase("10000")]
    [TestCase("0.001")]
    [TestCase("79228162514264337593543950335")]
    public void Decimals_that_do_not_fit_are_refused(string value)
        => Refusal(ColumnConverters.Decimal(6, 2, false), 1m, decimal.Parse(value)).Should().Match("Row 1: *decimal(6, 2)*");

    [Test]
    public void Truncation_cuts_fraction_digits_only()
    {
        var converter = ColumnConverters.Decimal(6, 2, true);

        ValuesOf<Int128>(Build(converter, 1.239m, -1.239m)).Should().Equal(123, -123);
        Refusal(converter, 10000m).Should().Contain("10000");
    }

    [TestCase(TimeUnit.Second, 1L)]
    [TestCase(TimeUnit.Millisecond, 1_000L)]
    [TestCase(TimeUnit.Microsecond, 1_000_000L)]
    [TestCase(TimeUnit.Nanosecond, 1_000_000_000L)]
    public void Instants_count_from_1970_in_their_unit(TimeUnit unit, long perSecond)
        => ValuesOf<long>(Build(ColumnConverters.Instant(unit, "UTC", false), new(1970, 1, 1, 2, 0, 1, TimeSpan.FromHours(2)), DateTimeOffset.UnixEpoch.AddSeconds(-1)))
            .Should().Equal(perSecond, -perSecond);

    [Test]
    public void Ticks_that_the_unit_loses_are_refused_unless_truncation_is_asked_for()
    {
        var value = DateTimeOffset.UnixEpoch.AddTicks(-15);

        Refusal(ColumnConverters.Instant(TimeUnit.Microsecond, "UTC", false), value).Should().Match("Row 0: 1969-12-31T23:59:59.9999985*us*");
        ValuesOf<long>(Build(ColumnConverters.Instant(TimeUnit.Microsecond, "UTC", true), value)).Should().Equal(-2);
        ValuesOf<long>(Build(ColumnConverters.Duration(TimeUnit.Microsecond, true), TimeSpan.FromTicks(-15))).Should().Equal(-1);
    }

    [Test]
    public void Instants_outside_of_64_bits_of_nanoseconds_are_refused()
        => Refusal(ColumnConverters.Instant(TimeUnit.Nanosecond, "UTC", true), DateTimeOffset.MaxValue).Should().Contain("coarser unit");

    [Test]
    public void Each_kind_of_DateTime_has_its_rule()
    {
        var shown = new DateTime(1970, 1, 1, 0, 0, 1);
        var utc = DateTime.SpecifyKind(shown, DateTimeKind.Utc);
        var local = DateTime.SpecifyKind(shown, DateTimeKind.Local);
        var wall = ColumnConverters.Clock(TimeUnit.Second, null, false);
        var zoned = ColumnConverters.Clock(TimeUnit.Second, "UTC", false);

        ValuesOf<long>(Build(wall, shown, utc)).Should().Equal(1, 1);
        Refusal(wall, local).Should().Contain("local time of this machine");
        ValuesOf<long>(Build(zoned, utc, utc.ToLocalTime())).Should().Equal(1, 1);
        Refusal(zoned, shown).Should().Contain("no kind");
    }

    [Test]
    public void A_null_that_is_not_allowed_is_refused_at_its_row()
        => Refusal(ColumnConverters.String(), "a", null!).Should().Match("Row 1: the value is null*");

    [Test]
    public void A_fault_in_a_list_names_the_row_of_the_list()
        => Refusal(ColumnConverters.List(ColumnConverters.Array(ColumnConverters.String())), [["a"]], [], [["b"], ["c", null!]])
            .Should().Match("Column 'item.item', row 2: *");

    [Test]
    public void Enums_without_a_name_are_refused_unless_they_are_numbers()
    {
        Refusal(ColumnConverters.EnumName([("Red", Color.Red)]), (Color)77).Should().Contain("77");
        ValuesOf<int>(Build(ColumnConverters.EnumNumber<Color, int>(ColumnConverters.Int32()), (Color)77)).Should().Equal(77);
    }

    [Test]
    public void A_dictionary_has_each_value_once()
    {
        var data = Build(ColumnConverters.NullableDictionary(ColumnConverters.NullableString()), "b", "a", null, "b");

        ValuesOf<int>(data).Should().Equal(0, 1, 0, 0);
        data.Dictionary.Length.Should().Be(2);
        data.NullCount.Should().Be(1);
    }

    [Test]
    public void A_struct_that_is_null_everywhere_has_blank_children()
    {
        var data = Build(ColumnConverters.NullableStruct<Nested.Place>(), null, null);

        data.NullCount.Should().Be(2);
        data.Children.Select(child => child.Length).Should().OnlyContain(length => length == 2);
    }

    [Test]
    public void Wide_numbers_are_32_little_endian_bytes()
        => Build(ColumnConverters.Int128(39), -2).Buffers[1].Span.ToArray().Should().Equal([0xFE, .. Enumerable.Repeat((byte)0xFF, 31)]);

    [Test]
    public void What_was_built_before_a_fault_is_freed()
    {
        var before = ColumnMemory.LiveBytes;
        var rows = Enumerable.Range(0, 2000).Select(i => new PageView("x", DateTimeOffset.UnixEpoch, i, i == 1999 ? 0.00001m : 1, null)).ToArray();

        var build = () => BatchRecords.ToBatch<PageView>(rows);

        build.Should().Throw<RecordValueException>().WithMessage("Column 'Price', row 1999: 0.00001 *");
        ColumnMemory.LiveBytes.Should().Be(before);
    }

    [Test]
    public void A_column_of_another_type_is_refused_by_name()
    {
        using var batch = new RecordBatch.Builder().Append("Street", false, array => array.Int32(values => values.Append(1))).Build();

        var read = () => BatchRecords.Read<Nested.Place>(batch);

        read.Should().Throw<ArgumentException>().WithMessage("Column 'Street' is int32*");
    }

    private static ArrayData Build<T>(ColumnConverter<T> converter, params T[] values) => converter.Build(values);

    private static string Refusal<T>(ColumnConverter<T> converter, params T[] values)
    {
        var build = () => converter.Build(values);
        return build.Should().Throw<RecordValueException>().Which.Message;
    }

    private static T[] ValuesOf<T>(ArrayData data)
        where T : unmanaged
        => MemoryMarshal.Cast<byte, T>(data.Buffers[1].Span).ToArray();
}
