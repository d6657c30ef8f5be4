using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.S3;

/// <summary>Whole datasets in a bucket, read back with a reader that is not ours.</summary>
public sealed class S3DatasetTests
{
    private const int Rows = 20_000;
    private const int Keys = 7;

    [Test]
    public async Task A_partitioned_dataset_is_read_back_equal()
    {
        using var place = await S3Place.MakeAsync();
        using var directory = new TempDirectory();

        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 999, Keys), WriteDestination.In(place.Store, "lake/x/"), new()
        {
            Format = FileFormat.Csv(),
            PartitionBy = PartitionSpec.Parse("key"),
        });

        result.Rows.Should().Be(Rows);
        await DownloadAsync(place, ObjectPath.Parse("lake/x"), directory.FullPath);
        Query(directory.FullPath).Should().Equal((long)Rows, Rows * (Rows - 1L) / 2, (long)Keys, 0L);
        (await place.UploadsAsync()).Should().BeEmpty();
    }

    [TestCase(S3Request.Complete)]
    [TestCase(S3Request.Part)]
    [TestCase(S3Request.Start)]
    public async Task A_write_that_fails_leaves_no_object_and_no_upload(S3Request kind)
    {
        using var place = await S3Place.MakeAsync();
        place.Http.Rule = (request, number) => request == kind && number >= 4 ? HttpFault.Refuse : HttpFault.None;

        Func<Task> writing = () => DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 999, Keys), WriteDestination.In(place.Store, "lake/x/"), new()
        {
            Format = FileFormat.Csv(),
            PartitionBy = PartitionSpec.Parse("key"),
        });

        (await writing.Should().ThrowAsync<DatasetWriteException>()).Which.Message.Should().Contain(place.Bucket);
        (await place.UploadsAsync()).Should().BeEmpty();
        var left = 0;
        await foreach (var _ in place.Plain.ListAsync(default))
            left++;

        left.Should().Be(0);
    }

    private static async Task DownloadAsync(S3Place place, ObjectPath root, string directory)
    {
        await foreach (var found in place.Plain.ListAsync(root))
        {
            root.TryGetRelative(found.Path, out var relative);
            var file = Path.Combine(directory, relative!);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, await place.ReadAsync(found.Path));
        }
    }

    private static IEnumerable<long> Query(string directory)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            select count(*), sum(id)::bigint, count(distinct key), count(*) filter (key <> 'k' || id % {Keys} or text not like 'row ' || id || ', said "so"')
            from read_csv('{directory}/**/*.csv', hive_partitioning = true)
            """;
        using var reader = command.ExecuteReader();
        reader.Read().Should().BeTrue();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetInt64)];
    }
}
