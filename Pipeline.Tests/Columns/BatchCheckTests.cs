using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Columns;

public sealed class BatchCheckTests
{
    private static readonly Field Whole = new("item", Int32Type.Default, false);

    private static IArrowArray Holed => ArrowValues.Int32(1, 2, null, 4, 5, 6);

    // Random maps have null keys, which no map may have.
    private static IEnumerable<string> TypesWithNulls => RandomColumns.All.Where(type => type != "map");

    private static IEnumerable<TestCaseData> Nulls()
    {
        yield return Case("a value", Int32Type.Default,
            Holed.Data, false, "'c' is null in row 2 and should be int32, for its field allows no nulls");
        yield return Case("a null column", NullType.Default,
            ArrowValues.Nulls(3).Data, false, "'c' is null in row 0 and should be null*");
        yield return Case("a slice", Int32Type.Default,
            ArrowArrayFactory.Slice(Holed, 1, 3).Data, false, "'c' is null in row 1*");
        yield return Case("an index", DictionaryOf(),
            ArrowValues.Dictionary(ArrowValues.Int8(0, null), ArrowValues.Int32(1)).Data, false, "'c' is null in row 1 *");
        yield return Case("a dictionary's value", DictionaryOf(),
            ArrowValues.Dictionary(ArrowValues.Int8(0, 1), ArrowValues.Int32(1, null)).Data, false, "'c' is null in row 1 *");
        yield return Case("a dictionary's value that no row uses", DictionaryOf(),
            ArrowValues.Dictionary(ArrowValues.Int8(0, 0), ArrowValues.Int32(1, null)).Data, false, null);
        yield return Case("a run", RunsOf(true),
            ArrowArrayFactory.Slice(Runs(), 1, 4).Data, false, "'c' is null in row 2 *");
        yield return Case("a run that is cut off", RunsOf(true), ArrowArrayFactory.Slice(Runs(), 1, 2).Data, false, null);
        yield return Case("a run of values without nulls", RunsOf(false), Runs().Data, true, "'c' is null in row 3 *");
        yield return Case("a field of a struct", new StructType([Whole]),
            Struct(Holed).Data, true, "'c.item' is null in row 2 *");
        yield return Case("a field of a sliced struct", new StructType([Whole]),
            ArrowArrayFactory.Slice(Struct(Holed), 2, 2).Data, true, "'c.item' is null in row 0 *");
        yield return Case("a field of a null struct", new StructType([Whole]),
            Struct(Holed, true, true, false, true, true, true).Data, true, null);
        yield return Case("an item", new ListType(Whole),
            ArrowValues.List(Holed, 2, null, 2, 2).Data, true, "'c.item' is null in row 2 *");
        yield return Case("an item of a large list", new LargeListType(Whole),
            ArrowValues.LargeList(Holed, 3, 3).Data, true, "'c.item' is null in row 0 *");
        yield return Case("an item outside of the slice", new ListType(Whole),
            ArrowArrayFactory.Slice(ArrowValues.List(Holed, 3, 3), 1, 1).Data, true, null);
        yield return Case("an item of a list view", new ListViewType(Whole),
            ArrowValues.ListView(Holed, 2, 4).Data, true, "'c.item' is null in row 1 *");
        yield return Case("an item of a fixed list", new FixedSizeListType(Whole, 2),
            ArrowValues.FixedList(2, Holed, true, true, true).Data, true, "'c.item' is null in row 1 *");
        yield return Case("an item of a null fixed list", new FixedSizeListType(Whole, 2),
            ArrowValues.FixedList(2, Holed, true, false, true).Data, true, null);
        yield return Case("an item of a list in a struct in a list",
            new ListType(new Field("item", new StructType([new Field("b", new ListType(Whole), true)]), true)),
            ArrowValues.List(ArrowValues.Struct(null, ("b", ArrowValues.List(Holed, 1, 1, 2, 2))), 0, 1, 3).Data, true, "'c.item.b.item' is null in row 2 *");
        yield return Case("a key", MapOf(true),
            ArrowValues.Map(Holed, ArrowValues.Nulls(6), 2, 4).Data, true, "'c.key' is null in row 1 *");
        yield return Case("a value of a map", MapOf(false),
            ArrowValues.Map(ArrowValues.Int32(1, 2), ArrowValues.Nulls(2), 1, 1).Data, true, "'c.value' is null in row 0 *");
        yield return Case("a field of a dictionary's struct",
            new DictionaryType(Int8Type.Default, new StructType([Whole]), false),
            ArrowValues.Dictionary(ArrowValues.Int8(0, null, 2), Struct(Holed)).Data, true, "'c.item' is null in row 2 *");
        yield return Case("a value of a union", Union(),
            new ArrayData(Union(), 3, 0, 0, [new(new byte[3]), new(Ints(5, 2, 0))], [Holed.Data]), true, "'c.item' is null in row 1 *");
    }

    [TestCaseSource(nameof(Nulls))]
    public void A_null_is_a_problem_where_its_field_allows_none_and_a_reader_would_see_it(
        IArrowType type, ArrayData data, bool nullable, string? expected)
    {
        var schema = new Schema([new("c", type, nullable)], null);
        var (children, dictionary) = (Retype(type, data.Children), Retype(type, data.Dictionary));
        var retyped = new ArrayData(type, data.Length, data.NullCount, data.Offset, data.Buffers, children, dictionary);
        using var batch = new RecordBatch(schema, [ArrowArrayFactory.BuildArray(retyped)], data.Length);
        var problem = BatchCheck.FindProblem(schema, batch);

        if (expected is null)
            problem.Should().BeNull();
        else
            problem.Should().Match($"column {expected}");
    }

    [TestCaseSource(nameof(TypesWithNulls))]
    public void A_batch_that_keeps_its_schema_has_no_problem(string type)
    {
        using var batch = ArrowValues.Batch(("c", RandomColumns.Make(type, 1, 40, 0.3)));
        using var slice = batch.Slice(5, 20);

        BatchCheck.FindProblem(batch.Schema, batch).Should().BeNull();
        BatchCheck.FindProblem(batch.Schema, slice).Should().BeNull();
    }

    [TestCaseSource(nameof(TypesWithNulls))]
    public void Any_null_is_found_at_the_first_row_that_reads_as_one(string type)
    {
        var array = RandomColumns.Make(type, 1, 40, 0.3);
        var schema = new Schema([new("c", array.Data.DataType, false)], null);
        using var batch = new RecordBatch(schema, [array], 40);
        var first = System.Array.IndexOf(RowText.Of(array), "null");

        if (first < 0)
            BatchCheck.FindProblem(schema, batch).Should().BeNull();
        else
            BatchCheck.FindProblem(schema, batch).Should().StartWith($"column 'c' is null in row {first} ");
    }

    [Test]
    public void Arrays_of_another_type_or_length_are_problems()
    {
        var schema = new Schema([new("a", Int32Type.Default, true), new("s", new StructType([new("x", Int32Type.Default, true)]), true)], null);
        var (two, three) = (ArrowValues.Int32(1, 2), ArrowValues.Int32(1, 2, 3));
        IArrowArray StructOf(ArrayData child) => ArrowArrayFactory.BuildArray(
            new ArrayData(schema.FieldsList[1].DataType, 2, 0, 0, [ArrowBuffer.Empty], [child]));
        string? Problem(IArrowArray a, IArrowArray s) => BatchCheck.FindProblem(schema, new RecordBatch(schema, [a, s], 2));

        Problem(two, StructOf(two.Data)).Should().BeNull();
        Problem(ArrowValues.Utf8("x", "y"), StructOf(two.Data)).Should().Be("column 'a' is utf8 and not int32");
        Problem(three, StructOf(two.Data)).Should().Be("column 'a' has 3 values and not the 2 of the batch");
        Problem(two, StructOf(ArrowValues.Int64(1, 2).Data)).Should().Be("column 's.x' is int64 and not int32");
        Problem(two, StructOf(ArrowValues.Int32(1).Data)).Should().Be("column 's.x' has 1 values and not 2");
    }

    private static TestCaseData Case(string name, IArrowType type, ArrayData data, bool nullable, string? expected)
        => new TestCaseData(type, data, nullable, expected).SetArgDisplayNames(name);

    private static DictionaryType DictionaryOf() => new(Int8Type.Default, Int32Type.Default, false);

    private static RunEndEncodedType RunsOf(bool nullable)
        => new(new Field("run_ends", Int32Type.Default, false), new Field("values", Int32Type.Default, nullable));

    private static IArrowArray Runs() => ArrowValues.RunEnds([2, 3, 5], ArrowValues.Int32(1, 2, null));

    private static IArrowArray Struct(IArrowArray items, params bool[] valid)
        => ArrowValues.Struct(valid.Length == 0 ? null : valid, ("item", items));

    private static MapType MapOf(bool nullable)
        => nullable
            ? new(new Field("key", Int32Type.Default, false), new Field("value", NullType.Default, true))
            : new(new Field("key", Int32Type.Default, false), new Field("value", NullType.Default, false));

    private static UnionType Union() => new([Whole], [0], UnionMode.Dense);

    // The makers of arrays make nullable fields: the arrays get the types that the schema says.
    private static ArrayData[]? Retype(IArrowType type, ArrayData[]? children)
        => type is NestedType nested ? [.. children!.Select((child, i) => Retype(nested.Fields[i].DataType, child)!)] : children;

    private static ArrayData? Retype(IArrowType type, ArrayData? data)
    {
        var own = type is DictionaryType dictionary && data is not null && !ArrowTypes.Same(type, data.DataType) ? dictionary.ValueType : type;
        return data is null ? null : new(
            own, data.Length, data.NullCount, data.Offset, data.Buffers, Retype(own, data.Children), Retype(own, data.Dictionary));
    }

    private static byte[] Ints(params int[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
