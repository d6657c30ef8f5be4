using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>What a destination means: one file or a directory, and the names in it.</summary>
public sealed class DestinationReferenceTests
{
    [TestCase("tmp/dataset/", "tmp/dataset/ID_0.csv")]
    [TestCase("tmp/dataset", "tmp/dataset/ID_0.csv")]
    [TestCase("tmp/file.csv", "tmp/file.csv")]
    [TestCase("tmp/file.csv/", "tmp/file.csv/ID_0.csv")]
    [TestCase("tmp/dataset.v1/", "tmp/dataset.v1/ID_0.csv")]
    [TestCase("tmp.d/dataset", "tmp.d/dataset/ID_0.csv")]
    [TestCase("tmp/ends.csv.", null)]
    [TestCase("tmp/dataset.v1", null)]
    [TestCase("tmp/.hidden", null)]
    public async Task A_destination_means_a_file_a_directory_or_asks_for_the_mode(string destination, string? path)
    {
        var write = () => ReferenceWrite.OfAsync(destination, new(), NumberedRows.Batch(0, 10));

        if (path is null)
            await write.Should().ThrowAsync<ArgumentException>().WithMessage($"'{destination}'*output mode*");
        else
            (await write()).Paths.Should().Equal(path);
    }

    [TestCase("tmp/dataset/", "tmp/dataset")]
    [TestCase("tmp/dataset", "tmp/dataset")]
    [TestCase("tmp/file.csv", "tmp/file.csv")]
    [TestCase("tmp/dataset.v1", "tmp/dataset.v1")]
    public async Task A_partitioned_write_makes_a_directory_of_any_name(string destination, string directory)
    {
        var write = await ReferenceWrite.OfAsync(destination, new() { PartitionBy = ["key"] }, NumberedRows.Batch(0, 2));

        write.Paths.Should().Equal($"{directory}/key=k0/ID_0.csv", $"{directory}/key=k1/ID_0.csv");
    }

    [TestCase("what?/x*[1]/", "what?/x*[1]/ID_0.csv")]
    [TestCase("x[1].csv", "x[1].csv")]
    [TestCase("a#b?c=d.csv", "a#b?c=d.csv")]
    public async Task Glob_and_url_characters_are_plain(string destination, string path)
        => (await ReferenceWrite.OfAsync(destination, new(), NumberedRows.Batch(0, 1))).Paths.Should().Equal(path);

    [Test]
    public async Task A_single_file_has_its_name_verbatim_with_no_extension_added()
    {
        var options = new DatasetWriteOptions { OutputMode = OutputMode.Single, Compression = CompressionType.Gzip };

        var write = await ReferenceWrite.OfAsync("tmp/dataset.v1", options, NumberedRows.Batch(0, 1));

        write.Paths.Should().Equal("tmp/dataset.v1");
        (await write.TextAsync(CompressionType.Gzip)).Should().StartWith("id,key,text\n");
    }

    [Test]
    public async Task A_compression_that_the_name_denies_is_refused_instead_of_hidden()
    {
        var write = () => ReferenceWrite.OfAsync(
            "tmp/file.csv", new() { Compression = CompressionType.Gzip }, NumberedRows.Batch(0, 1));

        await write.Should().ThrowAsync<ArgumentException>().WithMessage("*none*gzip*");
    }

    [Test]
    public async Task An_existing_directory_is_one_whatever_its_name()
    {
        using var directory = new TempDirectory();
        Directory.CreateDirectory(directory.File("out.csv"));

        var result = await DatasetWriter.WriteAsync(NumberedRows.Stream(10, 10), directory.File("out.csv"));

        result.Files.Should().ContainSingle().Which.Path.Should().StartWith(directory.File("out.csv") + "/");
    }

    [TestCase("csv", CompressionType.None, ".csv")]
    [TestCase("csv", CompressionType.Gzip, ".csv.gz")]
    [TestCase("csv", CompressionType.Zstd, ".csv.zst")]
    [TestCase("jsonl", CompressionType.None, ".jsonl")]
    [TestCase("jsonl", CompressionType.Gzip, ".jsonl.gz")]
    [TestCase("jsonl", CompressionType.Zstd, ".jsonl.zst")]
    [TestCase("csv", CompressionType.Bzip2, ".csv.bz2")]
    [TestCase("csv", CompressionType.Xz, ".csv.xz")]
    [TestCase("csv", CompressionType.Lz4, ".csv.lz4")]
    [TestCase("csv", CompressionType.Snappy, ".csv.sz")]
    public async Task Generated_names_carry_the_extensions_of_format_and_compression(
        string format, CompressionType compression, string extension)
    {
        var options = new DatasetWriteOptions
        {
            Format = format == "csv" ? DataflowWrite.Serialization.FileFormat.Csv() : DataflowWrite.Serialization.FileFormat.JsonLines(),
            Compression = compression,
        };

        (await ReferenceWrite.OfAsync("out/", options, NumberedRows.Batch(0, 1))).Paths.Should().Equal($"out/ID_0{extension}");
    }

    [Test]
    public async Task All_files_of_a_write_carry_one_id_of_sixteen_lower_case_characters()
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(rows: 100, rowsPerBatch: 10), WriteDestination.In(new MemoryObjectStore(), "out/"));

        result.WriteId.Should().MatchRegex("^[a-z0-9]{16}$");
        result.Files.Select(file => file.Path).Should().BeEquivalentTo(
            Enumerable.Range(0, 4).Select(n => $"out/{result.WriteId}_{n}.csv"));
    }

    [Test]
    public async Task Partitioned_names_carry_a_number_that_counts_in_each_directory()
    {
        var options = new DatasetWriteOptions { PartitionBy = ["key"], MaxRowsPerFile = 2 };

        var write = await ReferenceWrite.OfAsync("out/", options, NumberedRows.Batch(0, 7, keys: 2));

        write.Paths.Should().Equal(
            "out/key=k0/ID_0.csv", "out/key=k0/ID_1.csv", "out/key=k1/ID_0.csv", "out/key=k1/ID_1.csv");
    }
}
