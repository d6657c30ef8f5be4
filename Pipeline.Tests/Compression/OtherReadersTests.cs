using DataflowWrite.Compression;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;
using static DataflowWrite.Tests.Compression.CompressionSamples;

namespace DataflowWrite.Tests.Compression;

public sealed class OtherReadersTests
{
    private const int Rows = 60_000;

    [TestCase("gzip", "gzip")]
    [TestCase("zstd", "zstd")]
    [TestCase("bzip2", "bzip2")]
    [TestCase("xz", "xz")]
    [TestCase("xz without liblzma", "xz")]
    [TestCase("lz4", "lz4")]
    public void The_command_line_tool_takes_frames_a_single_frame_and_an_empty_one(string name, string toolName)
    {
        var tool = ExternalTool.Require(toolName);
        var codec = Codecs.Of(name);
        var source = Csv(Rows);
        using var directory = new TempDirectory();
        var cases = new (byte[] Compressed, byte[] Content)[]
        {
            (Frames(codec, source, 100_000), source), (Single(codec, source), source), (Frame(codec, []), []), (Single(codec, []), []),
        };

        foreach (var (compressed, content) in cases)
        {
            var file = directory.File("data.csv" + codec.Extension);
            File.WriteAllBytes(file, compressed);

            tool.Run("-t", file);
            tool.Run("-dc", file).AsSpan().SequenceEqual(content).Should().BeTrue();
        }
    }

    [TestCase("gzip", "gzip")]
    [TestCase("zstd", "zstd")]
    [TestCase("bzip2", "bzip2")]
    [TestCase("bzip2", "bzip2", "-1")]
    [TestCase("xz", "xz")]
    [TestCase("xz without liblzma", "xz")]
    [TestCase("xz without liblzma", "xz", "-0", "--check=crc32", "--block-size=100000")]
    [TestCase("xz without liblzma", "xz", "--check=sha256")]
    [TestCase("xz without liblzma", "xz", "--check=none", "--lzma2=preset=1,lc=1,lp=3,pb=0,dict=64KiB")]
    [TestCase("lz4", "lz4")]
    [TestCase("lz4", "lz4", "-BD", "-B4", "-9")]
    [TestCase("lz4", "lz4", "-BX", "-B5", "--content-size", "--no-frame-crc")]
    public void What_the_command_line_tool_makes_is_read(string name, string toolName, params string[] options)
    {
        var tool = ExternalTool.Require(toolName);
        var codec = Codecs.Of(name);
        var source = Csv(Rows);
        using var directory = new TempDirectory();
        File.WriteAllBytes(directory.File("data.csv"), source);

        Decompress(codec, tool.Run([.. options, "-c", directory.File("data.csv")])).Should().Equal(source);
    }

    [TestCase(CompressionType.Gzip)]
    [TestCase(CompressionType.Zstd)]
    public void DuckDB_reads_all_frames_of_a_file(CompressionType type)
    {
        var codec = CompressionCodec.For(type);
        using var directory = new TempDirectory();
        var file = directory.File("data.csv" + codec.Extension);
        File.WriteAllBytes(file, Frames(codec, Csv(Rows), 50_000));

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*)::bigint, sum(id)::bigint from read_csv('{file}')";
        using var reader = command.ExecuteReader();
        reader.Read().Should().BeTrue();

        reader.GetInt64(0).Should().Be(Rows);
        reader.GetInt64(1).Should().Be((long)Rows * (Rows - 1) / 2);
    }
}
