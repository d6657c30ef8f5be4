using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

[NonParallelizable]
public sealed class ArrowIpcDictionaryTests
{
    private static IEnumerable<TestCaseData> Cases()
        => from form in IpcFile.Forms
           from column in Columns
           select new TestCaseData(form, column.Batches).SetArgDisplayNames(form, column.Name);

    private static IEnumerable<(string Name, IArrowArray[] Batches)> Columns =>
    [
        ("texts", [Texts("a", "b"), Texts("b", "c", null), Texts("d"), Texts("a", "b")]),
        ("integers", [
            ArrowValues.Dictionary(ArrowValues.Int32(0, 1, null), ArrowValues.Int64(7, null)),
            ArrowValues.Dictionary(ArrowValues.Int32(1, 0), ArrowValues.Int64(-1, 7))]),
        ("unsigned indices", [
            ArrowValues.Dictionary(ArrowValues.UInt64(0, 1), ArrowValues.Utf8("x", "y")),
            ArrowValues.Dictionary(ArrowValues.UInt64(1, 0), ArrowValues.Utf8("y", "z"))]),
        ("views", [
            ArrowValues.Dictionary(ArrowValues.UInt8(0, 1), ArrowValues.Utf8View("short", "long enough not to be inline")),
            ArrowValues.Dictionary(ArrowValues.UInt8(1, 0), ArrowValues.Utf8View("another that is not inline", null))]),
        ("booleans", [
            ArrowValues.Dictionary(ArrowValues.Int16(0, 0), ArrowValues.Bool(true)),
            ArrowValues.Dictionary(ArrowValues.Int16(1, 0), ArrowValues.Bool(false, true))]),
        ("inside lists", [ArrowValues.List(Texts("a", "b", "c"), 2, null, 2), ArrowValues.List(Texts("c", "z"), 0, 3)]),
        ("inside structs", [
            ArrowValues.Struct([true, false, true], ("d", Texts("a", "b")), ("e", Texts("b", "c"))),
            ArrowValues.Struct(null, ("d", Texts("z", "a")), ("e", Texts("y", "x")))]),
        ("inside runs", [ArrowValues.RunEnds([2, 3, 4], Texts("a", "b")), ArrowValues.RunEnds([1, 4, 6], Texts("c", "a"))]),
        ("of structs", [
            ArrowValues.Dictionary(ArrowValues.Int8(1, 0), ArrowValues.Struct(null, ("n", ArrowValues.Int32(1, 2)))),
            ArrowValues.Dictionary(ArrowValues.Int8(0, 1), ArrowValues.Struct(null, ("n", ArrowValues.Int32(2, 3))))]),
        ("of structs of dictionaries", [
            ArrowValues.Dictionary(ArrowValues.Int32(1, 0), ArrowValues.Struct(null, ("d", Wide("a", "b")))),
            ArrowValues.Dictionary(ArrowValues.Int32(0, 1), ArrowValues.Struct(null, ("d", Wide("c", "a"))))]),
        ("more than an index can count", [.. Enumerable.Range(0, 5).Select(i => Texts([.. Enumerable.Range(i * 60, 100).Select(v => $"value {v}")]))]),
        ("empty", [
            ArrowValues.Dictionary(ArrowValues.Int8(null, null), ArrowValues.Utf8()),
            ArrowValues.Dictionary(ArrowValues.Int8(0), ArrowValues.Utf8("a"))]),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Dictionaries_that_differ_from_batch_to_batch_come_back_right(string form, IArrowArray[] columns)
    {
        RecordBatch[] batches = [.. columns.Select(column => ArrowValues.Batch(("c", column), ("other", column)))];
        foreach (var options in new ArrowIpcOptions[] { new() { Compression = ArrowIpcCompression.None }, new() })
        {
            var bytes = IpcFile.Write(form, options, batches[0].Schema, batches);

            IpcFile.ReadRows(form, bytes).Should().Equal(IpcFile.Rows(batches));
        }
    }

    [TestCase("arrow", ArrowTypeId.Int32)]
    [TestCase("arrows", ArrowTypeId.Int8)]
    public void A_file_has_wider_indices_and_a_stream_those_it_gets(string form, ArrowTypeId index)
    {
        var batch = ArrowValues.Batch(("d", Texts("a")));
        var read = IpcFile.Read(form, IpcFile.Write(form, null, batch.Schema, batch)).Schema;

        ((DictionaryType)read.FieldsList[0].DataType).IndexType.TypeId.Should().Be(index);
    }

    [Test]
    public void A_dictionary_that_stays_is_written_to_a_stream_once()
    {
        var texts = Enumerable.Range(0, 100).Select(i => $"a value of some length {i}").ToArray();
        RecordBatch[] batches = [.. Enumerable.Range(0, 20).Select(_ => ArrowValues.Batch(("d", Texts(texts))))];
        var options = new ArrowIpcOptions { Compression = ArrowIpcCompression.None };
        var one = IpcFile.Write("arrows", options, batches[0].Schema, batches[0]).Length;
        var all = IpcFile.Write("arrows", options, batches[0].Schema, batches).Length;

        (all - one).Should().BeLessThan(19 * 600);
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void What_dictionaries_take_is_counted_and_given_back(string form)
    {
        var batch = ArrowValues.Batch(("d", Texts([.. Enumerable.Range(0, 100).Select(i => new string('x', i))])));
        using var encoder = IpcFile.Format(form).CreateEncoder(batch.Schema, new() { Path = "f" });
        var native = ColumnMemory.LiveBytes;
        var before = encoder.RetainedBytes;
        IpcFile.Write(encoder, batch);

        before.Should().Be(0);
        encoder.RetainedBytes.Should().BeGreaterThan(99 * 98 / 2);
        encoder.Dispose();
        encoder.RetainedBytes.Should().Be(0);
        ColumnMemory.LiveBytes.Should().Be(native);
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public void Dictionaries_of_dictionaries_are_refused_by_name(string form)
    {
        var inner = ArrowValues.Dictionary(ArrowValues.Int8(0), ArrowValues.Utf8("a"));
        var schema = ArrowValues.SchemaOf(("s", ArrowValues.Struct(null, ("d", ArrowValues.Dictionary(ArrowValues.Int8(0), inner)))));

        IpcFile.Format(form).Invoking(format => format.Validate(schema)).Should().Throw<NotSupportedException>().WithMessage("Column 's.d' has type *");
    }

    private static IArrowArray Texts(params string?[] values)
        => ArrowValues.Dictionary(ArrowValues.Int8([.. Enumerable.Range(0, values.Length).Select(i => (sbyte?)i), null]), ArrowValues.Utf8(values));

    private static IArrowArray Wide(params string?[] values)
        => ArrowValues.Dictionary(ArrowValues.Int32([.. Enumerable.Range(0, values.Length).Select(i => (int?)i)]), ArrowValues.Utf8(values));
}
