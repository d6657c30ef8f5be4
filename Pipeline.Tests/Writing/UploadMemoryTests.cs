using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>What uploads keep until they are enough for a request is a part of the budget.</summary>
public sealed class UploadMemoryTests
{
    private const long Mebibyte = 1 << 20;
    private const long Budget = 64 * Mebibyte;

    /// <summary>The least that is set aside for uploads.</summary>
    private const long Share = 24 * Mebibyte;

    /// <summary>What is on its way to uploads when the router looks, which has a part of the budget of its own.</summary>
    private const long Slack = 16 * Mebibyte;

    private const int Rows = 3_000_000;
    private const int Keys = 20;

    private static readonly DatasetWriteOptions Options = new()
    {
        Format = FileFormat.Csv(),
        MemoryBudget = Budget,
        MaxDegreeOfParallelism = 2,
        MinParallelFiles = 1,
    };

    [Test]
    public async Task The_largest_files_end_where_all_of_them_keep_too_much()
    {
        var store = new GatheringStore();

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(Rows, 20_000, Keys), WriteDestination.In(store, "lake/"), Options with { PartitionBy = ["key"] });

        result.Rows.Should().Be(Rows);
        result.Bytes.Should().BeGreaterThan(2 * (Share + Slack), "else nothing is kept back");
        store.MostKept.Should().BeInRange(Share / 2, Share + Slack);
        result.Files.Should().Contain(file => file.CloseReason == FileCloseReason.MemoryPressure);
        result.ForcedFlushes.Should().BePositive();
    }

    [Test]
    public async Task A_single_file_goes_on_and_its_upload_knows_what_it_may_keep()
    {
        var store = new GatheringStore();

        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream(Rows, 20_000), WriteDestination.In(store, "one.csv"), Options);

        result.Files.Should().ContainSingle().Which.Bytes.Should().BeGreaterThan(Share);
        store.Allowed.Should().Be(Share);
    }

    [Test]
    public async Task A_budget_without_room_for_uploads_is_refused()
        => await FluentActions.Awaiting(() => DatasetWriter.WriteAsync(
                NumberedRows.Stream(10, 10), WriteDestination.In(new GatheringStore(), "lake/"), Options with { MemoryBudget = Share }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*smallest*");
}
