using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

public sealed class LargeBatchTests
{
    private const int Rows = 100_000;

    [Test]
    public async Task Every_row_of_a_large_batch_is_in_the_directory_of_its_key_in_order(
        [Values(8_192, 65_537, Rows)] int rowsPerBatch, [Values(2, 7)] int keys)
    {
        var store = new MemoryObjectStore();

        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(Rows, rowsPerBatch, keys), WriteDestination.In(store, "out/"), new() { PartitionBy = ["key"] });

        result.Files.Should().HaveCount(keys);
        foreach (var file in result.Files)
        {
            var ids = await CsvText.ReadIdsAsync(store, file.ObjectPath);
            var expected = Enumerable.Range(0, Rows).Select(id => (long)id)
                .Where(id => file.Partition.Path == $"key={NumberedRows.KeyOf(id, keys)}");
            ids.SequenceEqual(expected).Should().BeTrue($"{file.Path} holds the rows of its key, each once and in order");
        }
    }
}
