using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Writing;

public sealed class WriterSchemaTests
{
    private static readonly Schema Input = new(
        [new("a", Int64Type.Default, true), new("b", StringType.Default, true), new("c", Int64Type.Default, true)],
        new Dictionary<string, string> { ["owner"] = "me", ["pandas"] = "{}" });

    [Test]
    public void Partition_columns_leave_and_the_others_keep_their_order()
        => WriterSchema.For(new() { PartitionBy = ["b"] }, Input).FieldsList.Select(field => field.Name).Should().Equal("a", "c");

    [Test]
    public void Metadata_stays_but_for_what_describes_removed_columns()
        => WriterSchema.For(new() { PartitionBy = ["b"] }, Input).Metadata.Keys.Should().Equal("owner");

    [Test]
    public void Kept_partition_columns_leave_the_schema_as_it_is()
        => WriterSchema.For(new() { PartitionBy = ["b"], KeepPartitionColumns = true }, Input).Should().BeSameAs(Input);

    [Test]
    public void Without_partitions_the_schema_is_as_it_was()
        => WriterSchema.For(new(), Input).FieldsList.Should().HaveCount(3);

    [TestCase("d")]
    [TestCase("a", "a")]
    [TestCase("a", "b", "c")]
    public void Partition_columns_that_do_not_fit_are_refused(params string[] columns)
    {
        var options = new DatasetWriteOptions { PartitionBy = [.. columns] };

        var make = () => WriterSchema.For(options, Input);

        make.Should().Throw<ArgumentException>().WithMessage($"*{columns[0]}*");
    }
}
