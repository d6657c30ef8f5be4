using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class DictionaryMergerTests
{
    private static readonly IArrowType[] IndexTypes =
    [
        Int8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default,
        UInt8Type.Default, UInt16Type.Default, UInt32Type.Default, UInt64Type.Default,
    ];

    private static IEnumerable<string> AllTypes => RandomColumns.All;

    [TestCaseSource(nameof(AllTypes))]
    public void Every_value_stands_where_the_remap_says_and_nothing_moves(string type)
        => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Select(Gen.Int[0, 40], Gen.Int[0, 10], Gen.Int[0, 40]).Array[1, 5]).Sample(
            (seed, slices) =>
            {
                using var merger = new DictionaryMerger("c", RandomColumns.Make(type, 0, 1, 0).Data.DataType);
                var known = System.Array.Empty<string>();
                for (var i = 0; i < slices.Length; i++)
                {
                    var values = Slice(RandomColumns.Make(type, seed + i, slices[i].Item1, 0.2), slices[i].Item2, slices[i].Item3);
                    var remap = merger.Add(values.Data);
                    var merged = RowText.Of(ArrowArrayFactory.BuildArray(merger.Values()));

                    merged.Take(known.Length).Should().Equal(known);
                    RowText.Of(values).Should().Equal(Enumerable.Range(0, values.Length).Select(entry => merged[remap[entry]]));
                    merger.Count.Should().Be(merged.Length);
                    RowText.Of(ArrowArrayFactory.BuildArray(merger.Values(known.Length))).Should().Equal(merged.Skip(known.Length));
                    known = merged;
                }
            },
            iter: 50);

    [TestCaseSource(nameof(AllTypes))]
    public void Equal_dictionaries_are_added_once(string type)
    {
        using var merger = new DictionaryMerger("c", RandomColumns.Make(type, 0, 1, 0).Data.DataType);
        var first = merger.Add(RandomColumns.Make(type, 7, 30, 0.2).Data);
        var count = merger.Count;
        merger.Add(RandomColumns.Make(type, 8, 9, 0.2).Data);
        var total = merger.Count;
        var again = merger.Add(RandomColumns.Make(type, 7, 30, 0.2).Data);

        merger.Count.Should().Be(total);
        Enumerable.Range(0, 30).Should().OnlyContain(entry => again[entry] == first[entry] && first[entry] < count);
    }

    [Test]
    public void Values_keep_the_order_in_which_they_came_first()
    {
        using var merger = new DictionaryMerger("c", StringType.Default);
        var first = merger.Add(ArrowValues.Utf8("b", "a", null, "b").Data);
        var second = merger.Add(ArrowValues.Utf8("", null, "a").Data);

        RowText.Of(ArrowArrayFactory.BuildArray(merger.Values())).Should().Equal("62", "61", "null", "");
        first.Map.ToArray().Should().Equal(0, 1, 2, 0);
        second.Map.ToArray().Should().Equal(3, 2, 1);
    }

    [Test]
    public void A_remap_that_moves_nothing_says_so()
    {
        using var merger = new DictionaryMerger("c", StringType.Default);

        merger.Add(ArrowValues.Utf8("a", "b").Data).IsIdentity.Should().BeTrue();
        merger.Add(ArrowValues.Utf8("a", "b", "c").Data).IsIdentity.Should().BeTrue();
        merger.Add(ArrowValues.Utf8("a").Data).IsIdentity.Should().BeTrue();
        merger.Add(ArrowValues.Utf8("b").Data).IsIdentity.Should().BeFalse();
    }

    [Test]
    public void The_same_dictionary_again_is_remembered_by_reference_and_by_content()
    {
        using var merger = new DictionaryMerger("c", StringType.Default);
        var values = ArrowValues.Utf8("a", null, "b").Data;
        var remap = merger.Add(values);

        merger.Add(ArrowValues.Utf8("a", null, "b").Data).Should().BeSameAs(remap);
        merger.Add(ArrowValues.Utf8("x").Data);
        merger.Add(values).Should().BeSameAs(remap);
    }

    [Test]
    public void Only_the_values_that_are_marked_are_added()
    {
        using var merger = new DictionaryMerger("c", StringType.Default);
        var remap = merger.AddUsed(ArrowValues.Utf8("a", "b", "c").Data, [0, 1, 0]);

        RowText.Of(ArrowArrayFactory.BuildArray(merger.Values())).Should().Equal("62");
        remap.Map.ToArray().Should().Equal(-1, 0, -1);
    }

    [Test]
    public void Many_small_dictionaries_are_found_again()
    {
        using var merger = new DictionaryMerger("c", Int64Type.Default);
        var places = Enumerable.Range(0, 3000).Select(i => merger.Add(ArrowValues.Int64(i, i - 7, i / 2).Data)[0]).ToArray();
        var merged = RowText.Of(ArrowArrayFactory.BuildArray(merger.Values()));

        places.Select(place => merged[place]).Should().Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"));
        merged.Should().OnlyHaveUniqueItems().And.HaveCount(3007);
        merger.Bytes.Should().BeGreaterThan(3007 * sizeof(long)).And.BeLessThan(3007 * 64);
    }

    [Test]
    public void A_damaged_dictionary_is_refused_and_leaves_what_was_there()
    {
        using var merger = new DictionaryMerger("c", StringType.Default);
        merger.Add(ArrowValues.Utf8("a").Data);
        var damaged = ArrowValues.Make(StringType.Default, 3, ([0b101], 1), [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 99, 0, 0, 0], "n"u8.ToArray());

        merger.Invoking(m => m.Add(damaged.Data)).Should().Throw<InvalidDataException>().WithMessage("Column 'c'*damaged*");
        merger.Count.Should().Be(1);
        merger.Add(ArrowValues.Utf8("x", null, "n").Data).Map.ToArray().Should().Equal(1, 2, 3);
        RowText.Of(ArrowArrayFactory.BuildArray(merger.Values())).Should().Equal("61", "78", "null", "6E");
    }

    [Test]
    public void Indices_of_any_type_become_indices_of_any_type(
        [ValueSource(nameof(IndexTypes))] IArrowType from, [ValueSource(nameof(IndexTypes))] IArrowType to, [Values] bool moved)
    {
        var indices = Enumerable.Range(0, 5000).Select(i => i % 7 == 3 ? null : (int?)(i % 100)).ToArray();
        var data = Indices(from, indices, ArrowValues.Int32([.. Enumerable.Range(0, 100).Select(i => (int?)i)]));
        var remap = moved ? new DictionaryRemap([.. Enumerable.Range(0, 100).Reverse()]) : DictionaryRemap.Identity(100);
        var buffer = DictionaryIndices.Remap("c", new RowRange(data, 13, 4900), remap, to);

        var array = ArrowArrayFactory.BuildArray(new ArrayData(to, 4900, 0, 0, [ArrowBuffer.Empty, buffer]));
        RowText.Of(array).Should().Equal(indices.Skip(13).Take(4900).Select(i => $"{(i is null ? 0 : moved ? 99 - i : i)}"));
    }

    [Test]
    public void An_index_outside_of_the_dictionary_is_refused_by_name_unless_it_stands_under_a_null()
    {
        var values = ArrowValues.Int32(1, 2);
        var act = (int?[] indices) => DictionaryIndices.Remap(
            "c", RowRange.Of(Indices(Int8Type.Default, indices, values)), DictionaryRemap.Identity(2), Int32Type.Default);

        act.Invoking(a => a([0, 2])).Should().Throw<InvalidDataException>().WithMessage("Column 'c': index 2 is outside*2 values*");
        act.Invoking(a => a([-1])).Should().Throw<InvalidDataException>().WithMessage("Column 'c': index -1 is outside*");
        act.Invoking(a => a([null, 1])).Should().NotThrow();
    }

    private static ArrayData Indices(IArrowType type, int?[] indices, IArrowArray values)
    {
        IArrowArray array = type switch
        {
            Int8Type => ArrowValues.Int8(System.Array.ConvertAll(indices, i => (sbyte?)i)),
            Int16Type => ArrowValues.Int16(System.Array.ConvertAll(indices, i => (short?)i)),
            Int32Type => ArrowValues.Int32(indices),
            Int64Type => ArrowValues.Int64(System.Array.ConvertAll(indices, i => (long?)i)),
            UInt8Type => ArrowValues.UInt8(System.Array.ConvertAll(indices, i => (byte?)i)),
            UInt16Type => ArrowValues.UInt16(System.Array.ConvertAll(indices, i => (ushort?)i)),
            UInt32Type => ArrowValues.UInt32(System.Array.ConvertAll(indices, i => (uint?)i)),
            _ => ArrowValues.UInt64(System.Array.ConvertAll(indices, i => (ulong?)i)),
        };
        return ArrowValues.Dictionary(array, values).Data;
    }

    private static IArrowArray Slice(IArrowArray array, int start, int count)
    {
        start = Math.Min(start, array.Length);
        return ArrowArrayFactory.Slice(array, start, Math.Min(count, array.Length - start));
    }
}
