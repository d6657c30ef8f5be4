using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Reference;

/// <summary>Which columns of the input stand in the files.</summary>
public sealed class WriterSchemaReferenceTests
{
    private static readonly Schema Input = new(
        [new Field("day", Date32Type.Default, true), new Field("id", Int64Type.Default, false), new Field("town", StringType.Default, true)],
        [new("origin", "sensor"), new("pandas", "{}")]);

    [Test]
    public void Without_partition_columns_the_schema_is_the_inputs()
        => WriterSchema.For(new(), Input).Should().BeSameAs(Input);

    [Test]
    public void Partition_columns_leave_by_name_wherever_they_stand_and_the_rest_keeps_its_order()
    {
        Names(new() { PartitionBy = ["day"] }).Should().Equal("id", "town");
        Names(new() { PartitionBy = ["town"] }).Should().Equal("day", "id");
        Names(new() { PartitionBy = ["town", "day"] }).Should().Equal("id");
    }

    [Test]
    public void Partition_columns_stay_when_they_are_kept()
        => WriterSchema.For(new() { PartitionBy = ["day"], KeepPartitionColumns = true }, Input).Should().BeSameAs(Input);

    [Test]
    public void Metadata_stays_but_for_keys_that_describe_removed_columns()
        => WriterSchema.For(new() { PartitionBy = ["day"] }, Input).Metadata.Should().Equal(
            new Dictionary<string, string> { ["origin"] = "sensor" });

    [Test]
    public void A_file_without_columns_is_refused_before_anything_is_written()
    {
        var options = new DatasetWriteOptions { PartitionBy = ["day", "id", "town"] };

        options.Invoking(o => WriterSchema.For(o, Input)).Should().Throw<ArgumentException>().WithMessage("*keep*");
        Names(options with { KeepPartitionColumns = true }).Should().Equal("day", "id", "town");
    }

    [Test]
    public void An_unknown_partition_column_is_refused()
        => FluentActions.Invoking(() => WriterSchema.For(new() { PartitionBy = ["Day"] }, Input))
            .Should().Throw<ArgumentException>().WithMessage("*'Day'*'day', 'id', 'town'*");

    private static string[] Names(DatasetWriteOptions options)
        => [.. WriterSchema.For(options, Input).FieldsList.Select(field => field.Name)];
}
