using DataflowWrite.Stages;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>How batches are spread over files by their rows, seen in the files.</summary>
public sealed class RowCountReferenceTests
{
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    [TestCase(9, 4)]
    public async Task Files_open_as_batches_come_and_at_most_four_by_default(int batches, int files)
    {
        var write = await ReferenceWrite.OfAsync("out/", new(), [.. NumberedRows.Batches(batches * 5, rowsPerBatch: 5)]);

        write.Paths.Should().Equal(Enumerable.Range(0, files).Select(n => $"out/ID_{n}.csv"));
        write.Result.Rows.Should().Be(batches * 5);
    }

    [Test]
    public async Task Consecutive_batches_go_to_different_files()
    {
        var write = await ReferenceWrite.OfAsync(
            "out/", new() { MinParallelFiles = 2 }, [.. NumberedRows.Batches(rows: 10, rowsPerBatch: 2)]);

        (await write.IdsAsync("out/ID_0.csv")).Should().Equal(0, 1, 4, 5, 8, 9);
        (await write.IdsAsync("out/ID_1.csv")).Should().Equal(2, 3, 6, 7);
    }

    [Test]
    public async Task Numbers_count_files_in_the_order_of_opening_over_all_places()
    {
        var options = new DatasetWriteOptions { MinParallelFiles = 2, MaxRowsPerFile = 4 };

        var write = await ReferenceWrite.OfAsync("out/", options, [.. NumberedRows.Batches(rows: 10, rowsPerBatch: 2)]);

        (await write.IdsAsync("out/ID_0.csv")).Should().Equal(0, 1, 4, 5);
        (await write.IdsAsync("out/ID_1.csv")).Should().Equal(2, 3, 6, 7);
        (await write.IdsAsync("out/ID_2.csv")).Should().Equal(8, 9);
    }

    [Test]
    public async Task A_batch_is_cut_at_the_maximum_instead_of_exceeding_it()
    {
        var write = await ReferenceWrite.OfAsync(
            "out/", new() { MaxRowsPerFile = 4 }, NumberedRows.Batch(0, 3), NumberedRows.Batch(3, 6));

        write.Result.Files.Select(file => file.Rows).Should().BeEquivalentTo([3, 4, 2]);
        write.Result.Files.Single(file => file.CloseReason == FileCloseReason.MaxRows).Rows.Should().Be(4);
    }

    [Test]
    public async Task Batches_without_rows_open_no_file()
    {
        var write = await ReferenceWrite.OfAsync(
            "out/", new(), NumberedRows.Batch(0, 0), NumberedRows.Batch(0, 5), NumberedRows.Batch(5, 0));

        write.Paths.Should().Equal("out/ID_0.csv");
    }

    [Test]
    public async Task A_single_file_has_no_maximum()
    {
        var write = await ReferenceWrite.OfAsync("all.csv", new(), [.. NumberedRows.Batches(rows: 1_000, rowsPerBatch: 10)]);

        write.Paths.Should().Equal("all.csv");
        write.Result.Files[0].CloseReason.Should().Be(FileCloseReason.EndOfInput);
    }

    [Test]
    public async Task A_maximum_for_a_single_file_is_refused_instead_of_ignored()
    {
        var write = () => ReferenceWrite.OfAsync("all.csv", new() { MaxRowsPerFile = 10 }, NumberedRows.Batch(0, 1));

        await write.Should().ThrowAsync<ArgumentException>().WithMessage("MaxRowsPerFile*single file*");
    }

    [Test]
    public async Task Values_that_cannot_work_are_refused_instead_of_failing_in_the_middle()
    {
        DatasetWriteOptions[] impossible =
        [
            new() { MinParallelFiles = 0 },
            new() { MaxRowsPerFile = 0 },
            new() { MaxOpenFiles = 0 },
            new() { MaxDegreeOfParallelism = 0 },
            new() { MemoryBudget = 0 },
        ];

        foreach (var options in impossible)
        {
            var write = () => ReferenceWrite.OfAsync("out/", options, NumberedRows.Batch(0, 1));

            await write.Should().ThrowAsync<ArgumentException>().WithMessage("*must be at least*");
        }
    }

    [Test]
    public void The_defaults_are_those_of_the_original()
    {
        var options = new DatasetWriteOptions();

        options.MinParallelFiles.Should().Be(4);
        options.MaxRowsPerFile.Should().BeNull();
        DatasetWriteOptions.DefaultMaxRowsPerFile.Should().Be(50_000_000);
        DataflowWrite.Storage.ObjectWriterBuilder.DefaultBufferSize.Should().Be(10 * 1024 * 1024);
    }
}
