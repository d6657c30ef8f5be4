using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet;
using DataflowWrite.Tests.Support;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Parquet;

public sealed class ParquetDictionaryTests
{
    private static readonly Dictionary<string, IArrowArray> Entries = new()
    {
        ["bool"] = Bool(true, false, true),
        ["int64"] = Int64(1, 2, 3),
        ["float16"] = Float16((Half)1, (Half)2, (Half)3),
        ["decimal32"] = Decimal32(5, 2, 100, 200, 300),
        ["decimal256"] = Decimal256(50, 2, new(100), new(200), new(300)),
        ["date32"] = Date32((int?)1, 2, 3),
        ["timestamp[ms]"] = Timestamp(TimeUnit.Millisecond, "UTC", 1, 2, 3),
        ["utf8"] = Utf8("a", "b", "c"),
        ["large_utf8"] = LargeUtf8("a", "b", "c"),
        ["utf8_view"] = Utf8View("a", "longer than a view holds", "c"),
        ["binary"] = Binary([1], [2, 2], []),
        ["binary_view"] = BinaryView([1], [2, 2], []),
        ["fixed_size_binary"] = FixedBinary(2, [1, 2], [2, 3], [3, 4]),
        ["arrow.uuid"] = Guids(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()),
        ["null"] = Nulls(3),
        ["list"] = List(Int32(1, 2, 3), 1, null, 2),
        ["struct"] = Struct([true, false, true], ("a", Int32(1, 2, 3)), ("b", Utf8("x", null, "z"))),
        ["dictionary"] = Dictionary(Int8(1, 0, null), Utf8("p", "q")),
    };

    private static IEnumerable<string> EntryTypes() => Entries.Keys;

    [TestCaseSource(nameof(EntryTypes))]
    public async Task Dictionaries_of_every_type_come_back_with_every_width_of_codes(string type)
    {
        IArrowArray[] codes =
        [
            Int8(2, 0, null, 1, 2), Int16(2, 0, null, 1, 2), Int32(2, 0, 1, 1, 2), Int64(2, 0, null, 1, 2),
            UInt8(2, 0, null, 1, 2), UInt16(2, 0, null, 1, 2), UInt32(2, 0, null, 1, 2), UInt64(2, 0, null, 1, 2), Int32(null, null, null, null, null),
        ];
        foreach (var code in codes)
        {
            var batch = Batch(("v", Dictionary(code, Entries[type])));
            foreach (var slice in new[] { batch, batch.Slice(1, 3), batch.Slice(2, 1), batch.Slice(0, 0) })
                (await ParquetFiles.RowsAsync(ParquetFiles.Write(null, slice))).Should().Equal(RowText.Of(slice));
        }
    }

    [Test]
    public async Task Dictionaries_that_differ_from_batch_to_batch_come_back_right([Values(1_000_000, 3)] long rowGroupRows)
    {
        var batches = new[]
        {
            Batch(("text", Dictionary(Int8(0, 1, null), Utf8("a", "b"))), ("number", Dictionary(Int8(0, 1, null), Int64(1, 2)))),
            Batch(("text", Dictionary(Int8(0, 1, 2), Utf8("a", "b", "c"))), ("number", Dictionary(Int8(0, 1, 2), Int64(1, 2, 3)))),
            Batch(("text", Dictionary(Int8(0, 1, 0), Utf8("X", "Y"))), ("number", Dictionary(Int8(0, 1, 0), Int64(100, 200)))),
        };

        var file = ParquetFiles.Write(new() { RowGroupRows = rowGroupRows }, batches);

        (await ParquetFiles.RowsAsync(file)).Should().Equal(ParquetFiles.RowsOf(batches));
        ParquetFiles.Column(file, "text").Should().Equal("a", "b", null, "a", "b", "c", "X", "Y", "X");
        ParquetFiles.Column(file, "number").Should().Equal(1L, 2L, null, 1L, 2L, 3L, 100L, 200L, 100L);
    }

    [Test]
    public void Text_stays_a_dictionary_for_Arrow()
    {
        var schema = ParquetFiles.SchemaOf(ParquetFiles.Write(null, Batch(("v", Dictionary(Int16(0), Utf8("a"))))));

        schema.GetFieldByName("v").DataType.Should().BeOfType<DictionaryType>().Which.ValueType.Should().Be(StringType.Default);
    }

    [Test]
    public void Entries_that_are_null_or_come_twice_are_no_harm()
    {
        var file = ParquetFiles.Write(null, Batch(("v", Dictionary(Int32(0, 1, 2, 3, null), Utf8("a", null, "a", "b")))));

        ParquetFiles.Column(file).Should().Equal(new object?[] { "a", null, "a", "b", null });
    }

    [Test]
    public void A_small_file_does_not_carry_what_it_does_not_use_of_a_large_dictionary()
    {
        var entries = Utf8([.. Enumerable.Range(0, 10_000).Select(i => $"the entry with number {i}")]);

        var file = ParquetFiles.Write(new() { Codec = ParquetCodec.None }, Batch(("v", Dictionary(Int32(17, 9_999, null), entries))));

        file.Length.Should().BeLessThan(2_000);
        ParquetFiles.Column(file).Should().Equal("the entry with number 17", "the entry with number 9999", null);
    }

    [Test]
    public void A_code_without_an_entry_is_refused_by_column()
    {
        var output = new ArrayBufferWriter<byte>();
        var batch = Batch(("v", Dictionary(Int32(0, 5), Int64(1, 2))));
        using var encoder = new ParquetFormat().CreateEncoder(batch.Schema, ParquetFiles.Settings);

        encoder.Invoking(e => e.Append(batch, output)).Should().Throw<InvalidDataException>().WithMessage("Column 'v' holds the code 5 in row 1 *");
    }
}
