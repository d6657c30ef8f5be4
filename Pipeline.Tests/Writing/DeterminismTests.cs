using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>The same input and options give the same files, byte for byte, whatever the number of threads.</summary>
public sealed class DeterminismTests
{
    private const int Rows = 60_000;

    public static IEnumerable<DatasetWriteOptions> Cases()
    {
        yield return new() { Format = FileFormat.Csv() };
        yield return new() { Format = FileFormat.JsonLines(), Compression = CompressionType.Gzip, CompressionLevel = 1 };
        yield return new() { Format = FileFormat.Csv(), Compression = CompressionType.Zstd, MaxRowsPerFile = 7_001 };
        yield return new() { Format = FileFormat.Csv(), Compression = CompressionType.Bzip2 };
        yield return new() { Format = FileFormat.Csv(), Compression = CompressionType.Xz, CompressionLevel = 0 };
        yield return new() { Format = FileFormat.Csv(), Compression = CompressionType.Lz4, CompressionFraming = CompressionFraming.Single };
        yield return new() { Format = FileFormat.Csv(), Compression = CompressionType.Snappy };
        yield return new() { Format = FileFormat.ArrowFile(new() { Compression = ArrowIpcCompression.Zstd }), FileOrder = FileOrder.Sequential };
        yield return new() { Format = FileFormat.ArrowStream(new() { MaxRowsPerBatch = 20_000 }), MaxRowsPerFile = 25_000 };
        yield return new() { Format = FileFormat.ArrowFile(), PartitionBy = ["key"], MaxOpenFiles = 3, MaxRowsPerFile = 2_000 };
        yield return new() { Format = FileFormat.Csv(), PartitionBy = ["key"], MaxRowsPerFile = 333 };
        yield return new() { Format = FileFormat.Csv(), PartitionBy = ["key"], MaxOpenFiles = 3, MaxRowsPerFile = 2_000 };
        yield return new() { Format = FileFormat.Csv(), FileOrder = FileOrder.Sequential, MaxRowsPerFile = 9_999 };
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Files_do_not_depend_on_the_number_of_threads(DatasetWriteOptions options)
    {
        var alone = await WriteAsync(options, threads: 1);

        for (var repetition = 0; repetition < 3; repetition++)
        {
            var together = await WriteAsync(options, threads: 4);
            together.Keys.Should().BeEquivalentTo(alone.Keys);
            foreach (var (path, bytes) in alone)
                together[path].AsSpan().SequenceEqual(bytes).Should().BeTrue("'{0}' has to be the same", path);
        }
    }

    [Test]
    public async Task Compressed_bytes_do_not_depend_on_the_size_of_the_batches()
    {
        var options = new DatasetWriteOptions { Format = FileFormat.Csv(), Compression = CompressionType.Zstd, FileOrder = FileOrder.Sequential };

        var small = await WriteAsync(options, threads: 4, rowsPerBatch: 100);
        var large = await WriteAsync(options, threads: 4, rowsPerBatch: 20_000);

        small.Single().Value.Should().Equal(large.Single().Value);
    }

    private static async Task<Dictionary<string, byte[]>> WriteAsync(DatasetWriteOptions options, int threads, int rowsPerBatch = 1_500)
    {
        var store = new MemoryObjectStore();
        await DatasetWriter.WriteAsync(
            NumberedRows.Stream(Rows, rowsPerBatch, keys: 17),
            WriteDestination.In(store, "out/"),
            options with { WriteId = "abcdefgh01234567", MaxDegreeOfParallelism = threads });

        var files = new Dictionary<string, byte[]>();
        foreach (var path in await CsvText.ListAsync(store))
        {
            await using var stream = await store.OpenReadAsync(path);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            files.Add(path.Value, bytes.ToArray());
        }

        return files;
    }
}
