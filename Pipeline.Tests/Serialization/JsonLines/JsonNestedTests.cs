using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.JsonLines;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.JsonLines;

public sealed class JsonNestedTests
{
    private static IEnumerable<Func<IArrowArray, int?[], IArrowArray>> ListTypes()
    {
        yield return List;
        yield return LargeList;
        yield return ListView;
        yield return LargeListView;
    }

    [TestCaseSource(nameof(ListTypes))]
    public void Lists_are_arrays(Func<IArrowArray, int?[], IArrowArray> make)
    {
        var lists = make(Int32(1, 2, null, 4), [2, 0, null, 2]);

        JsonValues(lists).Should().Equal("[1,2]", "[]", "", "[null,4]");
        Of(FileFormat.JsonLines(), Batch(("v", lists)).Slice(1, 3)).Should().Be("{\"v\":[]}\n{}\n{\"v\":[null,4]}\n");
    }

    [Test]
    public void Fixed_size_lists_are_arrays()
    {
        var lists = FixedList(2, Utf8("a", "b", "c", null, "e", "f"), true, true, false);

        JsonValues(lists).Should().Equal("[\"a\",\"b\"]", "[\"c\",null]", "");
        Of(FileFormat.JsonLines(), Batch(("v", lists)).Slice(1, 1)).Should().Be("{\"v\":[\"c\",null]}\n");
    }

    [Test]
    public void Structs_are_objects_without_their_nulls()
    {
        var structs = Struct([true, true, false, true], ("a", Int32(1, null, 3, null)), ("b", Utf8("x", "y", "z", null)));

        JsonValues(structs).Should().Equal("{\"a\":1,\"b\":\"x\"}", "{\"b\":\"y\"}", "", "{}");
        JsonValues(structs, new JsonLinesOptions { WriteNulls = true })[1].Should().Be("{\"a\":null,\"b\":\"y\"}");
        Of(FileFormat.JsonLines(), Batch(("v", structs)).Slice(1, 3)).Should().Be("{\"v\":{\"b\":\"y\"}}\n{}\n{\"v\":{}}\n");
    }

    [Test]
    public void Lists_of_structs_of_lists_nest()
    {
        var inner = List(Float64(1.5, 2, 3), 1, 0, 2);
        var outer = List(Struct(null, ("x", inner), ("at", Date32(0, 1, null))), 2, 1);

        JsonValues(outer).Should().Equal(
            "[{\"x\":[1.5],\"at\":\"1970-01-01\"},{\"x\":[],\"at\":\"1970-01-02\"}]", "[{\"x\":[2.0,3.0]}]");
        Of(FileFormat.JsonLines(), Batch(("v", outer)).Slice(1, 1)).Should().Be("{\"v\":[{\"x\":[2.0,3.0]}]}\n");
    }

    [Test]
    public void Children_that_are_slices_themselves_are_read_from_their_own_offset()
    {
        var items = ArrowArrayFactory.Slice(Int32(9, 9, 1, 2, 3), 2, 3);
        var fields = ArrowArrayFactory.Slice(Utf8("skip", "a", "b", "c"), 1, 3);

        JsonValues(List(items, 1, 2)).Should().Equal("[1]", "[2,3]");
        JsonValues(Struct(null, ("s", fields))).Should().Equal("{\"s\":\"a\"}", "{\"s\":\"b\"}", "{\"s\":\"c\"}");
        JsonValues(Dictionary(Int8(2, 0), fields)).Should().Equal("\"c\"", "\"a\"");
    }

    [Test]
    public void Maps_with_text_keys_are_objects_with_their_nulls()
    {
        var map = Map(Utf8("a", "b\"", "a"), Int32(1, null, 3), 2, 0, null, 1);

        JsonValues(map).Should().Equal("{\"a\":1,\"b\\\"\":null}", "{}", "", "{\"a\":3}");
        Of(FileFormat.JsonLines(), Batch(("v", map)).Slice(3, 1)).Should().Be("{\"v\":{\"a\":3}}\n");
        JsonValues(Map(Dictionary(Int8(0, 1), Utf8View("k", "l")), Utf8("x", "y"), 2)).Should().Equal("{\"k\":\"x\",\"l\":\"y\"}");
    }

    [Test]
    public void Maps_with_other_keys_are_arrays_of_entries()
        => JsonValues(Map(Int32(1, 2), Utf8("x", null), 2)).Should().Equal(
            "[{\"key\":1,\"value\":\"x\"},{\"key\":2,\"value\":null}]");

    [Test]
    public void A_key_that_comes_twice_fails_the_write()
    {
        var keys = Enumerable.Range(0, 500).Select(i => $"key{i}").Append("key17").ToArray();
        var values = Int32([.. Enumerable.Range(0, keys.Length).Select(i => (int?)i)]);

        FluentActions.Invoking(() => JsonValues(Map(Utf8(keys), values, keys.Length)))
            .Should().Throw<InvalidDataException>().WithMessage("Column 'v'*\"key17\"*twice*");
        FluentActions.Invoking(() => JsonValues(Map(Utf8("a", "a"), Int32(1, 2), 1, 1))).Should().NotThrow();
    }

    [Test]
    public void A_key_that_comes_twice_is_found_in_slices_and_among_keys_that_are_no_text()
    {
        var texts = Map(Utf8("a", "a", "b", "b", "c"), Int32(1, 2, 3, 4, 5), 2, null, 3);
        var numbers = Map(Int32(1, 1, 2, 2, 3), Utf8("a", "b", "c", "d", "e"), 2, null, 3);

        foreach (var map in new[] { texts, numbers })
        {
            var batch = Batch(("v", map));
            foreach (var start in new[] { 0, 2 })
                FluentActions.Invoking(() => Of(FileFormat.JsonLines(), batch.Slice(start, 1)))
                    .Should().Throw<InvalidDataException>().WithMessage("Column 'v'*twice*");

            FluentActions.Invoking(() => Of(FileFormat.JsonLines(), batch.Slice(1, 1))).Should().NotThrow();
        }

        JsonValues(Map(Int32(1, 1), Utf8("a", "b"), 1, 1)).Should().Equal("[{\"key\":1,\"value\":\"a\"}]", "[{\"key\":1,\"value\":\"b\"}]");
    }

    [Test]
    public void A_null_key_fails_the_write()
        => FluentActions.Invoking(() => JsonValues(Map(Utf8("a", null), Int32(1, 2), 2)))
            .Should().Throw<InvalidDataException>().WithMessage("Column 'v'*null*");

    [Test]
    public void A_list_outside_its_items_fails_the_write()
    {
        var offsets = MemoryMarshal.AsBytes<int>([0, 5]).ToArray();
        var data = new ArrayData(
            new ListType(Int32Type.Default), 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(offsets)], [Int32(1).Data]);

        FluentActions.Invoking(() => JsonValues(ArrowArrayFactory.BuildArray(data)))
            .Should().Throw<InvalidDataException>().WithMessage("Column 'v'*damaged*");
    }

    [Test]
    public void Unions_are_refused_by_column_and_type()
    {
        var union = new UnionType([new Field("i", Int32Type.Default, true)], [0], UnionMode.Dense);
        var schema = new Schema([new Field("u", union, true)], null);
        var nested = new Schema([new Field("l", new ListType(union), true)], null);

        FluentActions.Invoking(() => FileFormat.JsonLines().Validate(schema))
            .Should().Throw<NotSupportedException>().WithMessage("Column 'u' has type *union*");
        FluentActions.Invoking(() => FileFormat.JsonLines().Validate(nested))
            .Should().Throw<NotSupportedException>().WithMessage("Column 'l[]' has type *union*");
        FluentActions.Invoking(() => FileFormat.Csv().Validate(schema))
            .Should().Throw<NotSupportedException>().WithMessage("Column 'u' has type *union*");
    }

    [Test]
    public void Names_that_come_twice_are_refused()
        => FluentActions.Invoking(() => FileFormat.JsonLines().Validate(SchemaOf(("a", Int32()), ("a", Utf8()))))
            .Should().Throw<NotSupportedException>().WithMessage("*'a' comes twice*");
}
