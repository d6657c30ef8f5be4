using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class BatchConcatTests
{
    private static readonly Dictionary<string, Func<IArrowArray, IArrowArray>> Wrappers = new()
    {
        ["struct"] = static a => ArrowValues.Struct([.. Each(a.Length, i => i % 5 != 1)], ("x", a), ("y", ArrowValues.Nulls(a.Length))),
        ["list"] = static a => ArrowValues.List(a, Lengths(a.Length)),
        ["large list"] = static a => ArrowValues.LargeList(a, Lengths(a.Length)),
        ["list view"] = static a => ArrowValues.ListView(a, Lengths(a.Length)),
        ["fixed list"] = static a => ArrowValues.FixedList(2, a, [.. Each(a.Length / 2, i => i % 3 != 2)]),
        ["map"] = static a => ArrowValues.Map(ArrowValues.Int32([.. Each(a.Length, i => (int?)i)]), a, Lengths(a.Length)),
        ["run ends"] = static a => ArrowValues.RunEnds([.. Each(a.Length, i => (2 * i) + 1)], a),
        ["dictionary"] = static a => ArrowValues.Dictionary(ArrowValues.Int8([.. Each(a.Length, i => i % 4 == 1 ? null : (sbyte?)(i / 2))]), a),
    };

    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void The_rows_are_those_of_all_batches_in_order(string type)
        => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 2], Gen.Select(Gen.Int[0, 40], Gen.Int[0, 20], Gen.Int[0, 40]).Array[0, 5]).Sample(
            (seed, nulls, slices) =>
            {
                var batches = slices.Select((s, i) => Slice(RandomColumns.Make(type, seed + i, s.Item1, nulls * 0.4), s.Item2, s.Item3))
                    .Select(array => ArrowValues.Batch(("c", array))).ToArray();
                using var all = BatchConcat.Concat(SchemaOf(type), batches);

                RowText.Of(all).Should().Equal(batches.SelectMany(b => RowText.Of(b)));
                all.Column(0).Offset.Should().Be(0);
                all.Column(0).Data.DataType.Should().BeSameAs(SchemaOf(type).FieldsList[0].DataType);
            },
            iter: 100);

    [Test]
    public void Slices_at_every_level_give_their_own_rows([ValueSource(nameof(AllTypes))] string type)
    {
        foreach (var (wrapper, wrap) in Wrappers)
            foreach (var (outer, wrapOuter) in Wrappers)
            {
                if (outer == "dictionary" && wrapper == "run ends")
                    continue;

                IArrowArray Make(int seed) => Slice(wrapOuter(Slice(wrap(Slice(RandomColumns.Make(type, seed, 23, 0.2), 3, 18)), 1, 14)), 1, 9);
                using var first = ArrowValues.Batch(("c", Make(1)));
                using var second = ArrowValues.Batch(("c", Make(2)));
                using var all = BatchConcat.Concat(first.Schema, [first, second, first]);

                RowText.Of(all).Should().Equal(
                    [.. RowText.Of(first), .. RowText.Of(second), .. RowText.Of(first)], $"{outer} of {wrapper} of {type}");
            }
    }

    [TestCaseSource(nameof(AllTypes))]
    public void The_result_outlives_the_batches(string type)
    {
        var batches = new[] { 1, 2 }.Select(seed => ArrowValues.Batch(("c", RandomColumns.Make(type, seed, 30, 0.2)))).ToArray();
        var expected = batches.SelectMany(b => RowText.Of(b)).ToArray();
        using var all = BatchConcat.Concat(batches[0].Schema, batches);
        foreach (var batch in batches)
            Scramble(batch.Column(0).Data);

        RowText.Of(all).Should().Equal(expected);
    }

    [Test]
    public void No_batches_and_batches_without_rows_make_an_empty_batch()
    {
        using var empty = ArrowValues.Batch(("a", ArrowValues.Int32()), ("b", ArrowValues.List(ArrowValues.Utf8())));

        BatchConcat.Concat(empty.Schema, []).Length.Should().Be(0);
        BatchConcat.Concat(empty.Schema, [empty, empty]).Schema.Should().BeSameAs(empty.Schema);
    }

    [Test]
    public void A_batch_without_columns_keeps_its_number_of_rows()
    {
        var schema = new Schema([], null);
        using var batch = new RecordBatch(schema, System.Array.Empty<IArrowArray>(), 3);

        BatchConcat.Concat(schema, [batch, batch]).Length.Should().Be(6);
    }

    [Test]
    public void One_slice_becomes_a_compact_copy()
    {
        using var batch = ArrowValues.Batch(("c", ArrowValues.Utf8([.. Each(1000, i => $"value {i}")])));
        using var copy = BatchConcat.Concat(batch.Schema, [batch.Slice(500, 2)]);

        RowText.Of(copy).Should().Equal(RowText.Of(batch).Skip(500).Take(2));
        BatchSize.Retained(copy).Should().BeLessThan(100);
    }

    [Test]
    public void Dictionaries_that_differ_become_one_with_each_used_value_once()
    {
        using var first = Dictionaries(ArrowValues.Int8(2, null, 0, 1), ArrowValues.Utf8("a", null, "b", "unused"));
        using var second = Dictionaries(ArrowValues.Int8(0, 1, 2), ArrowValues.Utf8("b", "c", null));
        using var all = BatchConcat.Concat(first.Schema, [first, second]);
        var merged = (DictionaryArray)all.Column(0);

        RowText.Of(all).Should().Equal("62", "null", "61", "null", "62", "63", "null");
        RowText.Of(merged.Dictionary).Should().Equal("61", "null", "62", "63");
        merged.Indices.Should().BeOfType<Int8Array>();
        merged.Indices.IsNull(1).Should().BeTrue();
        merged.Indices.IsValid(3).Should().BeTrue("it is the dictionary's value that is null");
    }

    [Test]
    public void A_dictionary_that_all_batches_share_is_kept()
    {
        using var batch = Dictionaries(ArrowValues.Int8(1, 0, 1), ArrowValues.Utf8("a", "b", "c"));
        using var all = BatchConcat.Concat(batch.Schema, [batch.Slice(1, 2), batch]);

        var (kept, given) = (all.Column(0).Data.Dictionary, batch.Column(0).Data.Dictionary);
        (kept.Buffers[2].Span == given.Buffers[2].Span).Should().BeTrue("the memory is shared");
        RowText.Of(all).Should().Equal("61", "62", "62", "61", "62");
    }

    [Test]
    public void Indices_become_those_of_the_schema([Values] bool shared)
    {
        using var first = Dictionaries(ArrowValues.Int8(1, null), ArrowValues.Utf8("a", "b"));
        using var second = Dictionaries(ArrowValues.UInt64(0, 1), ArrowValues.Utf8("c", "d"));
        var wide = new Schema([new("c", new DictionaryType(Int32Type.Default, StringType.Default, false), true)], null);
        using var all = BatchConcat.Concat(wide, shared ? [first, first] : [first, second]);

        ((DictionaryArray)all.Column(0)).Indices.Should().BeOfType<Int32Array>();
        RowText.Of(all).Should().Equal(shared ? ["62", "null", "62", "null"] : ["62", "null", "63", "64"]);
    }

    [Test]
    public void A_merged_dictionary_that_outgrows_its_indices_is_refused_with_the_column_named()
    {
        using var first = Dictionaries(ArrowValues.Int8([.. Each(100, i => (sbyte?)i)]), ArrowValues.Int32([.. Each(100, i => (int?)i)]));
        using var second = Dictionaries(ArrowValues.Int8([.. Each(100, i => (sbyte?)i)]), ArrowValues.Int32([.. Each(100, i => (int?)-i)]));
        var act = () => BatchConcat.Concat(first.Schema, [first, second]);

        act.Should().Throw<OverflowException>().WithMessage("Column 'c': *int8*smaller batches*");
    }

    [Test]
    public void More_text_than_one_buffer_holds_is_refused_with_the_column_named()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int32(1)), ("text", ArrowValues.Utf8(new string('x', 1 << 20))));
        var act = () => BatchConcat.Concat(batch.Schema, [.. Enumerable.Repeat(batch, 2048)]);

        act.Should().Throw<OverflowException>().WithMessage("Column 'text': *2,147,483,648 bytes*smaller batches*");
    }

    private static readonly Dictionary<string, Schema> Schemas
        = RandomColumns.All.ToDictionary(type => type, type => ArrowValues.SchemaOf(("c", RandomColumns.Make(type, 0, 1, 0))));

    private static Schema SchemaOf(string type) => Schemas[type];

    private static RecordBatch Dictionaries(IArrowArray indices, IArrowArray values)
        => ArrowValues.Batch(("c", ArrowValues.Dictionary(indices, values)));

    private static IEnumerable<T> Each<T>(int count, Func<int, T> make) => Enumerable.Range(0, count).Select(make);

    // Lists of two, one, none and no list, so that all items are in a list.
    private static int?[] Lengths(int items)
    {
        var lengths = new List<int?>();
        for (var i = 0; items > 0; i++)
        {
            lengths.Add(i % 4 == 2 ? 0 : i % 4 == 3 ? null : Math.Min(items, 2 - (i % 2)));
            items -= lengths[^1] ?? 0;
        }

        return [.. lengths];
    }

    private static IArrowArray Slice(IArrowArray array, int start, int count)
    {
        start = Math.Min(start, array.Length);
        return ArrowArrayFactory.Slice(array, start, Math.Min(count, array.Length - start));
    }

    // A dictionary that all batches share would be shared; these do not.
    private static void Scramble(ArrayData data)
    {
        foreach (var buffer in data.Buffers)
            MemoryMarshal.AsMemory(buffer.Memory).Span.Fill(0xA5);

        foreach (var child in data.Children ?? [])
            Scramble(child);

        if (data.Dictionary is not null)
            Scramble(data.Dictionary);
    }
}
