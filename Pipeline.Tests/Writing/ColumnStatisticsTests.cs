using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

public sealed class ColumnStatisticsTests
{
    private const int Rows = 60_000;

    private static IEnumerable<DatasetWriteOptions> Cases()
    {
        yield return new() { Format = FileFormat.Csv() };
        yield return new() { Format = FileFormat.JsonLines(), Compression = CompressionType.Gzip, CompressionLevel = 1 };
        yield return new() { Format = FileFormat.Csv(), PartitionBy = ["key"], MaxRowsPerFile = 1_001 };
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Each_file_tells_the_columns_that_it_holds(DatasetWriteOptions options)
    {
        var result = await WriteAsync(options with { ColumnStatistics = true, MaxDegreeOfParallelism = 4 });

        var ids = 0L;
        foreach (var file in result.Files)
        {
            var columns = file.Columns!;
            columns.Select(column => column.Name).Should().Equal(options.PartitionBy.Count == 0 ? ["id", "key", "text"] : ["id", "text"]);
            columns.Should().OnlyContain(column => column.NullCount == 0 && column.Min != null && column.Max != null);
            var (first, last) = (long.Parse(columns[0].Min!.Text), long.Parse(columns[0].Max!.Text));
            (last - first + 1).Should().BeGreaterThanOrEqualTo(file.Rows);
            ids = Math.Max(ids, last);
            if (options.PartitionBy.Count > 0)
                (first % 4, last % 4, last - first).Should().Be((last % 4, first % 4, 4 * (file.Rows - 1)));
        }

        ids.Should().Be(Rows - 1);
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Threads_do_not_change_them(DatasetWriteOptions options)
    {
        options = options with { ColumnStatistics = true, WriteId = "abcdefgh01234567" };

        var alone = await WriteAsync(options with { MaxDegreeOfParallelism = 1 });
        var together = await WriteAsync(options with { MaxDegreeOfParallelism = 4 });

        together.Files.SelectMany(file => file.Columns!).Should().Equal(alone.Files.SelectMany(file => file.Columns!));
    }

    [Test]
    public async Task They_are_not_gathered_unless_asked_for()
        => (await WriteAsync(new())).Files.Should().OnlyContain(file => file.Columns == null);

    [Test]
    public async Task A_file_without_rows_has_columns_without_values()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(0, 1),
            WriteDestination.In(new MemoryObjectStore(), "out.csv"),
            new() { Schema = NumberedRows.Batch(0, 1).Schema, ColumnStatistics = true });

        result.Files.Single().Columns.Should().Equal(
            new ColumnStatistics { Name = "id", NullCount = 0 }, new ColumnStatistics { Name = "key", NullCount = 0 }, new ColumnStatistics { Name = "text", NullCount = 0 });
    }

    private static Task<WriteResult> WriteAsync(DatasetWriteOptions options)
        => DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 1_500), WriteDestination.In(new MemoryObjectStore(), "out/"), options);
}
