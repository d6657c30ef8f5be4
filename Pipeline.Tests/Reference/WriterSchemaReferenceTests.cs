using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Reference;

/// <summary>Which columns of the input stand in the files.</summary>
public sealed class WriterSchemaReferenceTests
{
    private static readonly Schema Input = new(
        [new Field("day", Date32Type.Default, true), new Field("id", Int64Type.Default, false), new Field("town", StringType.Default, true)],
        null);

    [TestCase("day", "id", "town")]
    [TestCase("id", "day", "town")]
    [TestCase("town", "day", "id")]
    public void A_partition_column_leaves_by_name_wherever_it_stands(string column, params string[] rest)
        => Names(new() { PartitionBy = [column] }).Should().Equal(rest);

    [Test]
    public void Several_partition_columns_leave_in_any_order()
        => Names(new() { PartitionBy = ["town", "day"] }).Should().Equal("id");

    [Test]
    public void A_file_without_columns_is_refused_with_the_advice_to_keep_them()
    {
        var options = new DatasetWriteOptions { PartitionBy = ["day", "id", "town"] };

        options.Invoking(o => WriterSchema.For(o, Input)).Should().Throw<ArgumentException>().WithMessage("*keep*");
        Names(options with { KeepPartitionColumns = true }).Should().Equal("day", "id", "town");
    }

    private static string[] Names(DatasetWriteOptions options)
        => [.. WriterSchema.For(options, Input).FieldsList.Select(field => field.Name)];
}
