using System.Text;
using System.Text.Json;
using DataflowWrite.Cli;

namespace DataflowWrite.Tests.Cli;

public sealed class WriteCommandTests
{
    private const string Zips = "zip,city,state\n00501,Holtsville,NY\n02108,Boston,MA\n00544,Holtsville,NY\n";
    private const string Id = "abcdefgh01234567";

    private Workspace _workspace = null!;

    [SetUp]
    public void CreateWorkspace() => _workspace = new();

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [Test]
    public async Task Partitions_become_directories_and_leading_zeros_stay()
    {
        var run = await Write(Zips, "--format", "csv", "--partition-by", "state", "--write-id", Id);
        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        run.Output.Should().Match("Wrote 3 rows in 2 files, * bytes, to *out in *.* s.\n");
        _workspace.Files("out").Should().Equal(new Dictionary<string, string>
        {
            [$"state=MA/{Id}_0.csv"] = "zip,city\n02108,Boston\n",
            [$"state=NY/{Id}_0.csv"] = "zip,city\n00501,Holtsville\n00544,Holtsville\n",
        });
    }

    [Test]
    public async Task Transforms_become_directories_and_their_columns_stay()
    {
        var run = await Write(
            "id,at,name (de)\n34,2024-09-02T15:00:00Z,abc\n1,2024-12-31T23:30:00Z,abd\n",
            "--format", "csv", "--write-id", Id, "--partition-by", "day(at,'Europe/Vienna'),bucket(16,id) as shard,truncate(2,\"name (de)\")");
        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        _workspace.Files("out").Should().Equal(new Dictionary<string, string>
        {
            [$"at_day=2024-09-02/shard=3/name (de)_trunc=ab/{Id}_0.csv"] = "id,at,name (de)\n34,2024-09-02T15:00:00Z,abc\n",
            [$"at_day=2025-01-01/shard=4/name (de)_trunc=ab/{Id}_0.csv"] = "id,at,name (de)\n1,2024-12-31T23:30:00Z,abd\n",
        });

        var cat = await CliRun.Of("cat", _workspace["out"], "--limit", "1");
        cat.Output.Should().Be("id,at,name (de),at_day,shard,name (de)_trunc\n34,2024-09-02T15:00:00Z,abc,2024-09-02,3,ab\n");
    }

    [Test]
    public async Task A_column_whose_name_looks_like_a_transform_is_reached_in_quotes()
    {
        var run = await Write("day(at),v\n1,2\n", "--format", "csv", "--write-id", Id, "--partition-by", "\"day(at)\"");
        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        _workspace.Files("out").Keys.Should().Equal($"day(at)=1/{Id}_0.csv");
    }

    [TestCase("day(v)", "--partition-by: Column 'v' is int64, of which there is no day: that is for dates and timestamps. *identity, truncate, bucket.")]
    [TestCase("bucket(4,w)", "--partition-by: Column 'w' is double, of which there is no bucket[4]: *identity.")]
    [TestCase("bucket(4,v),bucket(8,v)", "--partition-by: Two partition fields are named 'v_bucket', *")]
    [TestCase("day(x)", "--partition-by: There is no column 'x' to partition by. *")]
    public async Task A_transform_that_does_not_fit_is_a_usage_error(string fields, string message)
    {
        var run = await Write("v,w\n1,1.5\n", "--format", "csv", "--partition-by", fields);
        run.ShouldFail(2, message);
        _workspace.Files("out").Should().BeEmpty();
    }

    [Test]
    public async Task Json_is_one_object_with_the_fixed_members()
    {
        var run = await Write("a,k\n1,x\n2,\n", "--partition-by", "k", "--format", "jsonl", "--write-id", Id, "--json");
        run.Output.Should().EndWith("\n").And.Match("*}\n");
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        root.EnumerateObject().Select(p => p.Name).Should().Equal("writeId", "outcome", "filesReplaced", "rows", "bytes", "durationSeconds", "files");
        (root.GetProperty("writeId").GetString(), root.GetProperty("rows").GetInt64()).Should().Be((Id, 2));
        root.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("partition").GetRawText())
            .Should().BeEquivalentTo("{\"k\":null}", "{\"k\":\"x\"}");
        foreach (var file in root.GetProperty("files").EnumerateArray())
        {
            var path = file.GetProperty("path").GetString()!;
            file.EnumerateObject().Select(p => p.Name).Should().Equal("path", "partition", "rows", "bytes");
            new FileInfo(path).Length.Should().Be(file.GetProperty("bytes").GetInt64());
        }
    }

    [Test]
    public async Task Statistics_stand_in_the_files_of_the_json_result()
    {
        var long64 = new string('x', 64);
        var run = await Write($"n,s,k\n2,b,x\n-1,{long64}y,x\n,,x\n", "--format", "csv", "--json", "--statistics", "--partition-by", "k");
        using var json = JsonDocument.Parse(run.Output);
        var file = json.RootElement.GetProperty("files").EnumerateArray().Single();
        file.GetProperty("columns").GetRawText().Should().Be(
            "[{\"name\":\"n\",\"nulls\":1,\"min\":\"-1\",\"max\":\"2\"},"
            + $"{{\"name\":\"s\",\"nulls\":1,\"min\":\"b\",\"max\":\"{long64[..63]}y\",\"maxExact\":false}}]");
    }

    [TestCase("rfc4180", "a,b\r\n\"x,\"\"y\",1\r\n,2\r\n")]
    [TestCase("spark", "a,b\n\"x,\\\"y\",1\n,2\n")]
    [TestCase("hive", "x,\"y\u00011\n\\N\u00012\n")]
    [TestCase("postgresql", "a,b\n\"x,\"\"y\",1\n,2\n")]
    public async Task A_dialect_is_written_as_its_reader_takes_it(string dialect, string text)
    {
        var run = await Write("a,b\n\"x,\"\"y\",1\n,2\n", "--csv-dialect", dialect, "--file-order", "sequential");
        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        _workspace.Files("out").Values.Should().Equal(text);
    }

    [Test]
    public async Task A_dialect_contradicts_a_destination_that_is_no_csv()
    {
        var run = await CliRun.Of("write", _workspace.Write("in.csv", "a\n1\n"), "--to", _workspace["out.jsonl"], "--csv-dialect", "hive");
        run.ShouldFail(2, "--csv-dialect contradicts the destination '*out.jsonl', which says jsonl; leave one out or change it.");
    }

    [Test]
    public async Task A_dry_run_says_what_would_be_written_and_writes_nothing()
    {
        var plan = await Write(Zips, "--partition-by", "state", "--write-id", Id, "--dry-run");
        plan.Code.Should().Be(0);
        plan.Output.Should().Match($"{_workspace["out"]}/state=MA/{Id}_0.csv  1 row  * bytes\n{_workspace["out"]}/state=NY/{Id}_0.csv  2 rows  * bytes\n"
            + "Would write 3 rows in 2 files, * bytes, (dry run: nothing was written).\n");
        var json = (await Write(Zips, "--partition-by", "state", "--write-id", Id, "--dry-run", "--json")).Output;
        _workspace.Files().Keys.Should().Equal("in.csv");

        var real = (await Write(Zips, "--partition-by", "state", "--write-id", Id, "--json")).Output;
        WithoutDuration(json).Should().Be(WithoutDuration(real).Replace("]}", "],\"dryRun\":true}"));
    }

    [TestCase("out.csv", "", "zip,city,state\n00501,*")]
    [TestCase("out.jsonl", "", "{\"zip\":\"00501\",\"city\":\"Holtsville\",\"state\":\"NY\"}\n*")]
    [TestCase("out.data", "--output-mode single --format jsonl", "{\"zip\":\"00501\",*")]
    public async Task The_extension_of_a_single_file_says_the_format(string name, string options, string text)
    {
        var run = await CliRun.Of(["write", _workspace.Write("in.csv", Zips), "--to", _workspace[name], .. Split(options)]);
        run.Error.Should().BeEmpty();
        (await File.ReadAllTextAsync(_workspace[name])).Should().Match(text);
    }

    [TestCase("out.csv", "--format jsonl", "--format jsonl contradicts the destination '*out.csv', which says csv; *")]
    [TestCase("out.csv.gz", "--compression zstd:3", "--compression zstd contradicts the destination '*out.csv.gz', which says gzip; *")]
    [TestCase("out.csv", "--compression gzip", "--compression gzip contradicts the destination '*out.csv', which says none; *")]
    [TestCase("v1.data", "", "--output-mode: '*v1.data' may be a file or a directory*")]
    [TestCase("out", "--partition-by nope", "--partition-by: There is no column 'nope'*'zip', 'city', 'state'.")]
    [TestCase("in.csv", "", "--to: '*in.csv' exists*")]
    [TestCase("out.csv", "--max-rows-per-file 1", "*--max-rows-per-file*")]
    [TestCase("out", "--partition-by zip,city,state", "*--keep-partition-columns*")]
    [TestCase("out", "--file-name {n}.csv", "--file-name: *{id}*")]
    [TestCase("out", "--schema zip:string,nope:int8", "*--schema*'nope'*columns are 'zip', 'city', 'state'.")]
    [TestCase("out", "--input-format jsonl --delimiter ;", "--delimiter is for CSV input*")]
    public async Task A_contradiction_is_wrong_usage(string to, string options, string message)
    {
        var run = await CliRun.Of(["write", _workspace.Write("in.csv", Zips), "--to", _workspace[to], .. Split(options)]);
        run.ShouldFail(2, message);
        _workspace.Files().Keys.Should().Equal("in.csv");
    }

    [TestCase("a,b\n1,2\n3\n", "*in.csv, line 3: the row has 1 fields where 2 are expected*")]
    [TestCase("", "*in.csv is empty*")]
    public async Task Input_that_cannot_be_read_fails_and_leaves_nothing(string text, string message)
    {
        (await Write(text, "--format", "csv")).ShouldFail(1, message);
        _workspace.Files().Keys.Should().Equal("in.csv");
    }

    [Test]
    public async Task A_late_misfit_fails_with_its_place_and_leaves_nothing()
    {
        var run = await Write("n\n1\n2\n3\n4\n005\n", "--sample-rows", "2", "--batch-size", "1", "--max-rows-per-file", "1");
        run.ShouldFail(1, "*in.csv, line 6, column 'n': '005' does not fit int64*--schema 'n:string'*");
        _workspace.Files().Keys.Should().Equal("in.csv");
    }

    [Test]
    public async Task Verbose_shows_where_an_error_came_from()
    {
        var run = await Write("a,b\n1\n", "--verbose");
        run.Error.Should().Contain("   at DataflowWrite.");
        run.Code.Should().Be(1);
    }

    [Test]
    public async Task A_missing_input_fails_in_one_sentence()
        => (await CliRun.Of("write", _workspace["none*.csv"], "--to", _workspace["out"])).ShouldFail(1, "No file matches '*none*.csv'.");

    [Test]
    public async Task Inputs_of_unknown_or_different_formats_are_wrong_usage()
    {
        string[] to = ["--to", _workspace["out"]];
        var csv = _workspace.Write("a.csv", "a\n1\n");
        (await CliRun.Of(["write", _workspace.Write("a.txt", "a\n1\n"), .. to])).ShouldFail(2, "'*a.txt' has no extension that names a format; give --input-format *");
        (await CliRun.Of(["write", csv, _workspace.Write("b.jsonl", "{\"a\":1}"), .. to])).ShouldFail(2, "*different formats*");
    }

    [Test]
    public async Task Standard_input_is_read_with_its_format()
    {
        var input = new MemoryStream(Encoding.UTF8.GetBytes("{\"a\":1}\n{\"a\":2}\n"));
        var run = await CliRun.With(input, "write", "-", "--input-format", "ndjson", "--to", _workspace["out.csv"]);
        run.Error.Should().BeEmpty();
        _workspace.Files()["out.csv"].Should().Be("a\n1\n2\n");
    }

    [Test]
    public async Task An_interrupted_write_leaves_nothing_and_has_the_code_of_the_signal()
    {
        using var interruption = new Interruption();
        var input = new InterruptingStream("n\n" + string.Concat(Enumerable.Range(0, 5000).Select(n => $"{n}\n")), () => interruption.Raise(ExitCode.Terminated));
        var run = await CliRun.With(input, interruption, "write", "-", "--input-format", "csv", "--to", _workspace["out/"],
            "--sample-rows", "1", "--batch-size", "10", "--max-rows-per-file", "10");
        run.ShouldFail(143, "interrupted; nothing was written.");
        _workspace.Files().Should().BeEmpty();
    }

    [Test]
    public async Task A_terminal_sees_one_line_of_progress_that_is_wiped_at_the_end()
    {
        using var interruption = new Interruption();
        var error = new StringWriter();
        var input = _workspace.Write("in.csv", Zips);
        foreach (var mode in new[] { "none", "auto" })
        {
            error.ToString().Should().BeEmpty();
            string[] arguments = ["write", input, "--to", _workspace[mode], "--progress", mode];
            (await CommandLine.RunAsync(arguments, new(Stream.Null, new MemoryStream(), error, ErrorIsTerminal: true), interruption)).Should().Be(0);
        }

        error.ToString().Should().Match("\r\u001B[K*100 %  3 rows  * rows/s  * MB/s  * open files\r\u001B[K");
    }

    [Test]
    public async Task The_dataset_of_zip_codes_has_one_file_per_state_and_county()
    {
        var zipcodes = SharedData.Find("zipcodes.csv");
        (await CliRun.Of("write", zipcodes, "--to", _workspace["out"], "--format", "csv", "--partition-by", "state,county")).Code.Should().Be(0);
        var rows = (await File.ReadAllLinesAsync(zipcodes))[1..].Select(line => line.Split(',')).ToArray();
        var files = _workspace.Files("out");
        files.Should().HaveCount(rows.Select(row => (row[4], row[5])).Distinct().Count());
        var written = files.Values.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]).Order(StringComparer.Ordinal);
        written.SequenceEqual(rows.Select(row => string.Join(',', row[..4])).Order(StringComparer.Ordinal)).Should().BeTrue();
    }

    [Test]
    public async Task Rows_in_any_order_make_the_same_partitions()
    {
        var rows = Enumerable.Range(0, 2000).Select(n => $"{n:00000},{(char)('a' + n % 7)},{n % 11:00}").ToArray();
        var shuffled = rows.ToArray();
        new Random(7).Shuffle(shuffled);
        foreach (var (order, to) in new[] { (rows, "sorted"), (shuffled, "shuffled") })
        {
            var input = _workspace.Write($"{to}.csv", "zip,s,c\n" + string.Join('\n', order) + "\n");
            (await CliRun.Of("write", input, "--to", _workspace[to], "--format", "csv", "--partition-by", "s,c", "--max-open-files", "128")).Code.Should().Be(0);
        }

        var expected = rows.GroupBy(row => row.Split(',') is [_, var s, var c] ? $"s={s}/c={c}" : "").ToDictionary(g => g.Key, g => g.Select(r => r[..5]).ToArray());
        foreach (var to in new[] { "sorted", "shuffled" })
        {
            var files = _workspace.Files(to);
            files.Keys.Select(Path.GetDirectoryName).Should().BeEquivalentTo(expected.Keys);
            foreach (var (path, text) in files)
                text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Should().BeEquivalentTo(expected[Path.GetDirectoryName(path)!]);
        }
    }

    private static string[] Split(string options) => options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutDuration(string json)
        => System.Text.RegularExpressions.Regex.Replace(json, "\"durationSeconds\":[^,]*,", "");

    private Task<CliRun> Write(string csv, params string[] options)
        => CliRun.Of(["write", _workspace.Write("in.csv", csv), "--to", _workspace["out"], .. options]);
}
