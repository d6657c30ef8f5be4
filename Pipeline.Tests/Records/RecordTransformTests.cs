using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Records;

/// <summary>Transforms that the attributes of a record state.</summary>
public sealed class RecordTransformTests
{
    private const int Count = 500;

    private static readonly Visit[] Rows = [.. Enumerable.Range(0, Count).Select(Make)];

    [Test]
    public void The_fields_of_a_specification_are_those_of_the_attributes()
        => BatchRecords.PartitionSpecOf<Visit>().Select(field => field.Name).Should().Equal(
            "user_id_bucket", "page_trunc", "born_year", "seen_month", "at_hour", "until_day");

    [Test]
    public async Task Rows_come_back_from_the_directories_of_their_transforms()
    {
        using var directory = new TempDirectory();

        var result = await DatasetWriter.WriteAsync(Rows.Take(3), directory.File("out"));

        result.Files.Select(file => file.Partition.Path).Should().Contain(
            "user_id_bucket=0/page_trunc=%2Fa/born_year=1960/seen_month=1969-12/at_hour=2024-10-27-02+0200/until_day=2024-09-02");
        (await BatchRecords.ReadAsync<Visit>(directory.File("out")).ToListAsync()).OrderBy(row => row.UserId).Should().Equal(Rows.Take(3));
    }

    [Test]
    public void A_record_has_the_same_key_as_its_row_in_a_batch_whatever_the_transform()
    {
        using var batch = BatchRecords.ToBatch<Visit>(Rows);
        var splitter = new PartitionSplitter(BatchRecords.PartitionSpecOf<Visit>(), batch.Schema, keepColumns: true, KeyText.Encode, foldsCase: false);
        var pieces = splitter.Split(batch);
        var extractor = BatchRecords.CreateKeyExtractor<Visit>();

        Rows.Select(row => extractor.KeyOf(row)).Distinct().Should().Equal(pieces.Select(piece => piece.Key)).And.HaveCountGreaterThan(100);

        foreach (var piece in pieces)
            piece.Rows.Dispose();
    }

    private static Visit Make(int i) => new(
        i,
        $"/{(char)('a' + (i % 3))}/{i}",
        new DateOnly(1960, 1, 1).AddDays(i * 40),
        new DateTime(1969, 12, 31, 23, 0, 0).AddHours(i),
        new DateTimeOffset(2024, 10, 27, 0, 30, 0, TimeSpan.Zero).AddMinutes(i),
        new DateTimeOffset(2024, 9, 2, 23, 0, 0, TimeSpan.Zero).AddHours(i));
}
