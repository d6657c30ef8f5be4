namespace DataflowWrite.Tests.Cli;

public sealed class UsageTests
{
    [TestCase("--format avro", "--format does not know 'avro'; use csv, jsonl, arrow, arrows or parquet.")]
    [TestCase("--format arrow --compression gzip", "--compression does not know 'gzip'; use none, lz4 or zstd.")]
    [TestCase("--format arrow --compression zstd:99", "--compression zstd:99: CompressionLevel 99 is not one of 1 to 22, those of Zstd.")]
    [TestCase("--format parquet --compression bzip2", "--compression does not know 'bzip2'; use none, snappy, gzip, brotli, zstd or lz4.")]
    [TestCase("--format parquet --compression snappy:3", "--compression snappy:3: CompressionLevel is 3, but Snappy has no levels; leave it out.")]
    [TestCase("--format parquet --compression gzip:x", "--compression gzip does not have the level 'x'; levels are numbers, as in zstd:9.")]
    [TestCase("--format csv --row-group-rows 5", "--row-group-rows and --row-group-bytes are for Parquet, and the format is csv; leave them out.")]
    [TestCase("--format parquet --row-group-bytes x", "--row-group-bytes does not take 'x'; use bytes, as in 500000, 512M or 4G.")]
    [TestCase("--csv-dialect excel", "--csv-dialect does not know 'excel'; use rfc4180, spark, hive or postgresql.")]
    [TestCase("--csv-dialect hive --format jsonl", "--csv-dialect is for CSV and contradicts --format jsonl; leave one of them out.")]
    [TestCase("--statistics", "--statistics is a part of the JSON result; give --json as well.")]
    [TestCase("--compression brotli", "--compression does not know 'brotli'; use none, gzip, zstd, bzip2, xz, lz4 or snappy, with a level as in zstd:9.")]
    [TestCase("--compression bzip2:0", "--compression bzip2 does not have the level '0'; it has 1 to 9.")]
    [TestCase("--compression xz:10", "--compression xz does not have the level '10'; it has 0 to 9.")]
    [TestCase("--compression lz4:13", "--compression lz4 does not have the level '13'; it has 1 to 12.")]
    [TestCase("--compression snappy:1", "--compression snappy has no levels; leave out ':1'.")]
    [TestCase("--compression zstd:23", "--compression zstd does not have the level '23'; it has 1 to 22.")]
    [TestCase("--compression gzip:x", "--compression gzip does not have the level 'x'; it has 0 to 9.")]
    [TestCase("--compression none:1", "--compression none has no levels; leave out ':1'.")]
    [TestCase("--output-mode file", "--output-mode does not know 'file'; use auto, single or directory.")]
    [TestCase("--file-order random", "--file-order does not know 'random'; use roundrobin or sequential.")]
    [TestCase("--progress always", "--progress does not know 'always'; use auto or none.")]
    [TestCase("--threads 0", "--threads does not take '0'; use a whole number from 1 on.")]
    [TestCase("--batch-size x", "--batch-size does not take 'x'; use a whole number from 1 on.")]
    [TestCase("--max-rows-per-file -1", "--max-rows-per-file does not take '-1'; use a whole number from 1 on.")]
    [TestCase("--min-parallel-files 99999999999", "--min-parallel-files does not take '99999999999'; use a whole number from 1 on.")]
    [TestCase("--memory lots", "--memory does not take 'lots'; use bytes, as in 500000, 512M or 4G.")]
    [TestCase("--write-id ABC", "--write-id does not take 'ABC'; use exactly 16 characters from a to z and 0 to 9.")]
    [TestCase("--partition-by a,,b", "--partition-by: The partition columns 'a,,b' cannot be read at character 3: a name is missing; use column names, year(column), *")]
    [TestCase("--partition-by week(a)", "--partition-by: * at character 1: 'week' is no transform; use *truncate(width,column) and bucket(count,column)*double quotes.")]
    [TestCase("--partition-by hour(a,Europe/Atlantis)", "--partition-by: * at character 8: 'Europe/Atlantis' is no time zone that this machine knows; *")]
    [TestCase("--schema a:int99", "--schema: 'int99' is not a type; use one of string, *")]
    [TestCase("--schema a", "--schema: The schema 'a' cannot be read at character 2; *")]
    [TestCase("--input-format xml", "--input-format does not know 'xml'; use csv, jsonl, ndjson, arrow, feather, ipc, arrows, parquet or parq.")]
    [TestCase("--delimiter ab", "--delimiter does not take 'ab'; use one ASCII character other than the double quote, or tab.")]
    [TestCase("--partition a", "'--partition' is no option of 'dfw write'; see 'dfw write --help'.")]
    [TestCase("--format", "*--format*see 'dfw write --help'.")]
    [TestCase("--format csv --format jsonl", "*--format*see 'dfw write --help'.")]
    public async Task A_wrong_value_is_named_with_its_option_and_what_is_accepted(string arguments, string message)
    {
        using var workspace = new Workspace();
        var input = workspace.Write("in.csv", "a\n1\n");
        (await CliRun.Of(["write", input, "--to", workspace["out"], .. arguments.Split(' ')])).ShouldFail(2, message);
        workspace.Files().Keys.Should().Equal("in.csv");
    }

    [TestCase("", "*see 'dfw --help'.")]
    [TestCase("copy a b", "*copy*see 'dfw --help'.")]
    [TestCase("write a.csv", "*--to*see 'dfw write --help'.")]
    [TestCase("write --to out", "*see 'dfw write --help'.")]
    [TestCase("cat", "*see 'dfw cat --help'.")]
    [TestCase("cat x --limit -1", "--limit does not take '-1'; use a whole number from 0 on.")]
    [TestCase("cat x --format parquet", "--format does not know 'parquet'; use csv or jsonl.")]
    [TestCase("inspect --jsn", "'--jsn' is no option of 'dfw inspect'; see 'dfw inspect --help'.")]
    [TestCase("write - --to out", "'-' needs --input-format csv, jsonl, ndjson, arrow, feather, ipc, arrows, parquet or parq, with .gz or the like when it is compressed.")]
    [TestCase("write - - --to out --input-format csv", "'-' is named twice; standard input can be read only once.")]
    public async Task A_wrong_command_line_says_where_help_is(string arguments, string message)
        => (await CliRun.Of(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldFail(2, message);

    [TestCase("--help", "*dfw write*Exit codes: 0 done*write*inspect*cat*")]
    [TestCase("write --help", "*dfw write sales.csv*--compression <none|gzip|zstd|bzip2|xz|lz4|snappy[[]:LEVEL]>*--partition-by*")]
    [TestCase("cat --help", "*dfw cat out/*--limit*")]
    [TestCase("inspect --help", "*dfw inspect out/*--json*")]
    [TestCase("--version", "dfw 0.* (xz: *)*")]
    public async Task Help_and_version_go_to_standard_output(string arguments, string text)
    {
        var run = await CliRun.Of(arguments.Split(' '));
        (run.Code, run.Error).Should().Be((0, ""));
        run.Output.ReplaceLineEndings(" ").Should().Match(text.Replace("[[]", "["));
    }
}
