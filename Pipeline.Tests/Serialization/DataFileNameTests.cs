using DataflowWrite.Compression;
using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Serialization;

public sealed class DataFileNameTests
{
    [TestCase("a.csv", "csv", CompressionType.None)]
    [TestCase("dir/a.b.CSV.GZ", "csv", CompressionType.Gzip)]
    [TestCase("a.jsonl.zst", "jsonl", CompressionType.Zstd)]
    [TestCase("a.ndjson", "jsonl", CompressionType.None)]
    [TestCase("a.NdJson.gz", "jsonl", CompressionType.Gzip)]
    [TestCase("a.csv.bz2", "csv", CompressionType.Bzip2)]
    [TestCase("a.csv.XZ", "csv", CompressionType.Xz)]
    [TestCase("a.jsonl.lz4", "jsonl", CompressionType.Lz4)]
    [TestCase("a.ndjson.sz", "jsonl", CompressionType.Snappy)]
    public void A_known_extension_gives_format_and_compression(string name, string format, CompressionType compression)
        => DataFileName.Parse(name).Should().Be((format, compression));

    [TestCase("out")]
    [TestCase("dataset.v1")]
    [TestCase("a.gz")]
    [TestCase("a.csv.snappy")]
    [TestCase("a.csv.gz.zst")]
    [TestCase("csv")]
    [TestCase("a.csv/")]
    [TestCase("")]
    public void Any_other_name_gives_nothing(string name)
        => DataFileName.Parse(name).Should().BeNull();
}
