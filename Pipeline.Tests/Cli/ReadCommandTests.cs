using System.Text.Json;

namespace DataflowWrite.Tests.Cli;

/// <summary><c>cat</c> and <c>inspect</c>.</summary>
public sealed class ReadCommandTests
{
    private Workspace _workspace = null!;

    [SetUp]
    public void CreateWorkspace()
    {
        _workspace = new();
        _workspace.Write("set/year=2024/a.csv", "zip,x,y\n00501,1e5,\n02108,2,\"\"\n");
        _workspace.Write("set/year=2025/b.csv", "zip,x,y\n10001,3,\"a,b\"\n");
        _workspace.Write("set/_SUCCESS", "");
    }

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [Test]
    public async Task Csv_keeps_the_values_as_they_stand_and_partitions_come_last()
        => (await CliRun.Of("cat", _workspace["set"])).Should().Be(new CliRun(0,
            "zip,x,y,year\n00501,1e5,,2024\n02108,2,\"\",2024\n10001,3,\"a,b\",2025\n", ""));

    [Test]
    public async Task Jsonl_gives_the_values_types()
        => (await CliRun.Of("cat", _workspace["set"], "--format", "jsonl", "--limit", "1")).Output
            .Should().Match("{\"zip\":\"00501\",\"x\":100000*,\"year\":2024}\n").And.NotContain("\"100000");

    [TestCase("0", "zip,x,y,year\n")]
    [TestCase("1", "zip,x,y,year\n00501,1e5,,2024\n")]
    [TestCase("2", "zip,x,y,year\n00501,1e5,,2024\n02108,2,\"\",2024\n")]
    public async Task The_limit_ends_the_rows(string limit, string text)
        => (await CliRun.Of("cat", _workspace["set/"], "--limit", limit)).Output.Should().Be(text);

    [Test]
    public async Task A_single_file_and_a_file_without_rows_are_datasets()
    {
        (await CliRun.Of("cat", _workspace["set/year=2025/b.csv"])).Output.Should().Be("zip,x,y\n10001,3,\"a,b\"\n");
        (await CliRun.Of("cat", _workspace.Write("empty.csv", "a,b\n"))).Output.Should().Be("a,b\n");
    }

    [Test]
    public async Task A_dataset_that_is_not_there_fails_in_one_sentence()
    {
        (await CliRun.Of("cat", _workspace["none"])).ShouldFail(1, "There is no dataset '*none'; name an existing directory or file.");
        (await CliRun.Of("inspect", _workspace["none"])).ShouldFail(1, "There is no dataset '*none'; name an existing directory or file.");
    }

    [Test]
    public async Task Inspect_counts_files_partitions_rows_and_bytes_and_shows_the_schema()
        => (await CliRun.Of("inspect", _workspace["set"])).Output.Should().Be("""
            files       2 (csv)
            partitions  2 by year
            rows        3
            bytes       52
            schema
              zip   string
              x     float64
              y     string
              year  int64  (partition)
            year=2024/a.csv  2 rows  30 bytes
            year=2025/b.csv  1 row  22 bytes

            """);

    [Test]
    public async Task Inspect_as_json_has_all_of_it()
    {
        using var json = JsonDocument.Parse((await CliRun.Of("inspect", _workspace["set"], "--json")).Output);
        var root = json.RootElement;
        root.EnumerateObject().Select(p => p.Name).Should().Equal("path", "format", "partitions", "rows", "bytes", "schema", "files");
        root.GetProperty("rows").GetInt64().Should().Be(3);
        root.GetProperty("schema")[3].GetRawText().Should().Be("{\"name\":\"year\",\"type\":\"int64\",\"partition\":true}");
        root.GetProperty("files")[0].GetRawText().Should()
            .Be($"{{\"path\":\"{_workspace["set/year=2024/a.csv"]}\",\"partition\":{{\"year\":\"2024\"}},\"rows\":2,\"bytes\":30}}");
    }
}
