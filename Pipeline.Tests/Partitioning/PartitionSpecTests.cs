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
    public void Directories_of_transforms_are_named_as_iceberg_names_them()
        => PartitionSpec.Create(
                PartitionField.Year("a"), PartitionField.Month("a"), PartitionField.Day("a"), PartitionField.Hour("a", "UTC"),
                PartitionField.Bucket("b", 7), PartitionField.Truncate("c", 3), PartitionField.Day("a") with { Name = "d" })
            .Select(field => field.Name).Should().Equal("a_year", "a_month", "a_day", "a_hour", "b_bucket", "c_trunc", "d");

    [Test]
    public void A_transform_leaves_its_source_column_in_the_files_and_identity_beside_it_does_not()
    {
        var schema = SchemaOf(("at", Date32Type.Default), ("v", Int32Type.Default));

        PartitionSpec.Create(PartitionField.Day("at"), PartitionField.Year("at")).RemoveFrom(schema).Should().BeSameAs(schema);
        PartitionSpec spec = [PartitionField.Year("at"), "at"];
        spec.Invoking(s => s.Validate(schema, keepColumns: false)).Should().NotThrow();
        spec.RemoveFrom(schema).FieldsList.Select(field => field.Name).Should().Equal("v");
    }

    [Test]
    public void A_directory_named_as_a_column_is_refused()
    {
        var schema = SchemaOf(("at", Date32Type.Default), ("at_day", StringType.Default));

        Refused([PartitionField.Day("at")], schema, "The directories of day(at) would be named 'at_day', as a column is*another Name*");
        Refused([PartitionField.Day("at") with { Name = "at" }], schema, "*day(at) as at*named 'at', as a column is*");
        PartitionSpec.Create(PartitionField.Day("at") with { Name = "day" }, "at_day")
            .Invoking(s => s.Validate(schema, keepColumns: false)).Should().NotThrow();
    }

    [Test]
    public void Two_fields_of_one_name_are_refused()
    {
        var schema = SchemaOf(("id", Int32Type.Default));

        Refused([PartitionField.Bucket("id", 4), PartitionField.Bucket("id", 8)], schema, "*named 'id_bucket', bucket(8,id) and another*Name*");
        PartitionSpec.Create(PartitionField.Bucket("id", 4), PartitionField.Bucket("id", 8) with { Name = "shard" })
            .Invoking(s => s.Validate(schema, keepColumns: false)).Should().NotThrow();
    }

    [Test]
    public void A_hidden_directory_of_a_transform_is_refused()
        => Refused([PartitionField.Day("_at")], SchemaOf(("_at", Date32Type.Default)), "*'_at_day' begins with '_'*");

    [TestCaseSource(nameof(UnfitTypes))]
    public void A_transform_that_a_type_does_not_have_is_refused_with_those_that_it_has(
        PartitionTransform transform, IArrowType type, string message)
        => Refused([new PartitionField("c", transform)], SchemaOf(("c", type)), message);

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

    private static IEnumerable<TestCaseData> UnfitTypes()
    {
        TestCaseData Case(PartitionTransform transform, IArrowType type, string message)
            => new TestCaseData(transform, type, message).SetArgDisplayNames($"{transform} of {type.Name}");

        yield return Case(PartitionTransform.Bucket(16), DoubleType.Default,
            "Column 'c' is double, of which there is no bucket[16]: that is for integers, *UUIDs. Of this column there is identity.");
        yield return Case(PartitionTransform.Bucket(16), BooleanType.Default, "Column 'c' is bool, *is identity.");
        yield return Case(PartitionTransform.Bucket(16), new Bool8Type(), "Column 'c' is *is identity.");
        yield return Case(PartitionTransform.Bucket(16), DurationType.Millisecond, "Column 'c' is duration[ms], *is identity.");
        yield return Case(PartitionTransform.Day, Int64Type.Default,
            "Column 'c' is int64, of which there is no day: that is for dates and timestamps. Of this column there is identity, truncate, bucket.");
        yield return Case(PartitionTransform.Hour, Date32Type.Default,
            "Column 'c' is date32, of which there is no hour: that is for timestamps. Of this column there is identity, year, month, day, bucket.");
        yield return Case(PartitionTransform.Hour, Time32Type.Default, "Column 'c' is time32*, of which there is no hour*identity, bucket.");
        yield return Case(PartitionTransform.DayIn("UTC"), new TimestampType(TimeUnit.Second, (string?)null),
            "Column 'c' is timestamp[s], of which there is no day[UTC]: that is for timestamps that have a time zone. *identity, year, month, day, hour, bucket.");
        yield return Case(PartitionTransform.YearIn("UTC"), Date32Type.Default, "*no year[UTC]*identity, year, month, day, bucket.");
        yield return Case(PartitionTransform.Truncate(3), new GuidType(), "Column 'c' is *, of which there is no truncate[3]*is identity, bucket.");
        yield return Case(PartitionTransform.Truncate(3), new DictionaryType(Int8Type.Default, DoubleType.Default, false),
            "Column 'c' is dictionary<int8, double>*is identity.");
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
