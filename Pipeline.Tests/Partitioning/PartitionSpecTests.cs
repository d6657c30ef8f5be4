using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Tests.Partitioning;

public sealed class PartitionSpecTests
{
    private static readonly Schema Sales = SchemaOf(("state", StringType.Default), ("amount", DoubleType.Default), ("_day", Date32Type.Default));

    [Test]
    public void A_good_specification_passes()
        => Sales.Invoking(schema => PartitionSpec.Create("state", "_day").Validate(schema, keepColumns: false)).Should().NotThrow();

    [Test]
    public void No_specification_accepts_any_schema()
        => PartitionSpec.None.Invoking(spec => spec.Validate(SchemaOf(("a", Int32Type.Default), ("a", Int32Type.Default)), false))
            .Should().NotThrow();

    [Test]
    public void An_unknown_column_is_refused_and_the_known_ones_listed()
        => Refused(["State"], Sales, "*no column 'State'*'state', 'amount', '_day'*");

    [Test]
    public void A_column_named_twice_is_refused() => Refused(["state", "state"], Sales, "*'state' is named twice*");

    [Test]
    public void A_hidden_first_directory_is_refused()
    {
        Refused(["_day", "state"], Sales, "*'_day' begins with '_'*");
        Refused([".a"], SchemaOf((".a", Int32Type.Default), ("b", Int32Type.Default)), "*'.a' begins with '.'*");
    }

    [Test]
    public void Two_columns_of_one_name_are_refused()
        => Refused(["a"], SchemaOf(("a", Int32Type.Default), ("b", Int32Type.Default), ("b", Int32Type.Default)), "*named 'b'*");

    [Test]
    public void All_columns_as_keys_are_refused_unless_kept()
    {
        var schema = SchemaOf(("a", Int32Type.Default), ("b", Int32Type.Default));

        Refused(["a", "b"], schema, "*'a', 'b'*KeepPartitionColumns*--keep-partition-columns*");
        schema.Invoking(s => PartitionSpec.Create("a", "b").Validate(s, keepColumns: true)).Should().NotThrow();
    }

    [TestCaseSource(nameof(NestedTypes))]
    public void A_nested_key_is_refused_by_name(IArrowType type)
        => Refused(["n"], SchemaOf(("n", type), ("v", Int32Type.Default)), "Column 'n' is nested*");

    [Test]
    public void An_interval_is_refused_by_name()
        => Refused(["i"], SchemaOf(("i", IntervalType.DayTime), ("v", Int32Type.Default)), "Column 'i' is an interval*");

    [Test]
    public void A_column_without_a_name_is_refused()
        => Refused([""], SchemaOf(("", Int32Type.Default), ("v", Int32Type.Default)), "*without a name*");

    [Test]
    public void A_name_too_long_for_a_directory_is_refused()
        => Refused(
            [new string('n', 255)], SchemaOf((new string('n', 255), Int32Type.Default), ("v", Int32Type.Default)), "*cannot name a directory*");

    [Test]
    public void Partition_columns_leave_the_schema_and_the_rest_keeps_its_order()
    {
        var writer = PartitionSpec.Create("_day", "state").RemoveFrom(
            SchemaOf(("x", Int32Type.Default), ("state", StringType.Default), ("y", Int64Type.Default), ("_day", Date32Type.Default)));

        writer.FieldsList.Select(field => field.Name).Should().Equal("x", "y");
    }

    [Test]
    public void Metadata_stays_but_for_what_describes_removed_columns()
    {
        var schema = new Schema(
            Sales.FieldsList,
            new Dictionary<string, string>
            {
                ["owner"] = "us",
                ["pandas"] = "{}",
                ["org.apache.spark.sql.parquet.row.metadata"] = "{}",
                ["org.apache.spark.version"] = "4",
                ["geo"] = "{}",
            });

        PartitionSpec.Create("state").RemoveFrom(schema).Metadata.Should().Equal(new Dictionary<string, string> { ["owner"] = "us" });
        PartitionSpec.None.RemoveFrom(schema).Should().BeSameAs(schema);
    }

    [Test]
    public void Field_metadata_and_nullability_stay()
    {
        var field = new Field("v", Int32Type.Default, false, new Dictionary<string, string> { ["unit"] = "m" });
        var writer = PartitionSpec.Create("state").RemoveFrom(new Schema([field, Sales.FieldsList[0]], null));

        writer.FieldsList.Should().ContainSingle().Which.Should().BeSameAs(field);
        writer.HasMetadata.Should().BeFalse();
    }

    private static IEnumerable<TestCaseData> NestedTypes()
    {
        var item = new Field("item", Int32Type.Default, true);
        IArrowType[] types =
        [
            new ListType(item), new LargeListType(item), new ListViewType(item), new LargeListViewType(item), new FixedSizeListType(item, 2),
            new StructType([item]), new MapType(item, item), new UnionType([item], [0], UnionMode.Dense),
            new DictionaryType(Int8Type.Default, new ListType(item), false),
        ];
        return types.Select(type => new TestCaseData(type).SetArgDisplayNames(type.Name));
    }

    private static void Refused(PartitionSpec spec, Schema schema, string message)
        => spec.Invoking(s => s.Validate(schema, keepColumns: false)).Should().Throw<ArgumentException>().WithMessage(message);

    private static Schema SchemaOf(params (string Name, IArrowType Type)[] columns)
        => new(columns.Select(column => new Field(column.Name, column.Type, true)), null);
}
