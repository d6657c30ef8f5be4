using System.Text.Json;
using DataflowWrite.Compression;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Cli;

/// <summary>
/// Three million real rows through every format and every codec, one file for each origin. DuckDB compares them with the original by a checksum that
/// does not depend on order; what DuckDB cannot read is decompressed by the codec's own tool first, or read by the tool.
/// </summary>
[NonParallelizable]
public sealed class FlightsTests
{
    private const long Rows = 3_000_000;

    private static readonly string[] Codecs = ["none", "gzip:1", "zstd:1", "bzip2:1", "xz:0", "lz4", "snappy"];

    private static IEnumerable<TestCaseData> Writes() =>
    [
        .. Codecs.Select(codec => new TestCaseData("csv", codec)),

        // Slow codecs once are enough: the files of both formats take the same way.
        .. Codecs.Where(codec => codec is not ("bzip2:1" or "xz:0")).Select(codec => new TestCaseData("jsonl", codec)),
        .. new[] { "none", "lz4", "zstd" }.Select(codec => new TestCaseData("arrow", codec)),
        new TestCaseData("arrows", "lz4"),
        .. new[] { "none", "snappy", "gzip:1", "brotli:1", "zstd", "lz4" }.Select(codec => new TestCaseData("parquet", codec)),
    ];

    [TestCaseSource(nameof(Writes))]
    public async Task The_rows_are_in_one_file_for_each_origin_and_are_those_of_the_original(string format, string codec)
    {
        var original = SharedData.Find("flights-3m.parquet");
        using var workspace = new Workspace();
        var run = await CliRun.Of(
            "write", original, "--to", workspace["out/"], "--format", format, "--compression", codec, "--partition-by", "origin", "--json");
        run.Code.Should().Be(0, run.Error);

        using var result = JsonDocument.Parse(run.Output);
        var origins = FlightsChecksum.Of($"read_parquet('{original}')").Origins;
        result.RootElement.GetProperty("rows").GetInt64().Should().Be(Rows);
        result.RootElement.GetProperty("files").GetArrayLength().Should().Be((int)origins);
        var reader = await ReaderAsync(workspace, format, codec);

        FlightsChecksum.Of(reader).Should().Be(FlightsChecksum.Of($"read_parquet('{original}')"));
    }

    /// <summary>What DuckDB reads the dataset with.</summary>
    private static async Task<string> ReaderAsync(Workspace workspace, string format, string codec)
    {
        const string Columns = "columns={'date': 'TIMESTAMP', 'delay': 'INTEGER', 'distance': 'INTEGER', 'destination': 'VARCHAR'}, hive_partitioning=true";
        var pattern = $"{workspace["out"]}/*/*";
        if (format is "arrow" or "arrows" || codec == "snappy" && format != "parquet")
        {
            var copy = workspace["copy.parquet"];
            var run = await CliRun.Of("write", workspace["out"], "--to", copy, "--schema", TextTypes(format));
            run.Code.Should().Be(0, run.Error);
            return $"read_parquet('{copy}')";
        }

        if (format == "parquet")
            return $"read_parquet('{pattern}', hive_partitioning=true)";

        Decompress(workspace["out"], codec.Split(':')[0]);
        return format == "csv"
            ? $"read_csv('{pattern}', auto_detect=false, header=true, {Columns})"
            : $"read_json('{pattern}', format='newline_delimited', {Columns})";
    }

    private static string TextTypes(string format)
        => format is "csv" or "jsonl" ? "date:timestamp[us],delay:int32,distance:int32,origin:string,destination:string" : "origin:string";

    private static void Decompress(string directory, string codec)
    {
        if (codec is not ("bzip2" or "xz" or "lz4"))
            return;

        var files = Directory.GetFiles(directory, "*" + CompressionInfo.Named(codec)!.Extension, SearchOption.AllDirectories);
        var tool = ExternalTool.Require(codec);
        if (codec == "lz4")
            tool.Run(["-d", "-q", "-m", "--rm", .. files]);
        else
            tool.Run(["-d", .. files]);
    }
}
