using DataflowWrite.Cli;
using DataflowWrite.Tests.Services;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Cli;

/// <summary><c>dfw write --connection ... --query ...</c>.</summary>
public sealed class DatabaseTests
{
    private const string Id = "abcdefgh01234567";

    private Workspace _workspace = null!;

    [SetUp]
    public void CreateWorkspace() => _workspace = new();

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [Test]
    public async Task A_query_over_a_duckdb_file_becomes_a_partitioned_dataset()
    {
        await Fill("shop.duckdb", "create table sales as select 7 as id, 'de' as country, 1.50::decimal(10,2) as amount union all select 8, 'fr', null");

        var run = await Write($"duckdb:{_workspace["shop.duckdb"]}", "from sales order by id", "--partition-by", "country", "--write-id", Id);

        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        _workspace.Files("out").Should().Equal(new Dictionary<string, string>
        {
            [$"country=de/{Id}_0.csv"] = "id,amount\n7,1.50\n",
            [$"country=fr/{Id}_0.csv"] = "id,amount\n8,\n",
        });
    }

    [Test]
    public async Task The_schema_option_declares_columns_of_a_query()
    {
        var run = await Write("duckdb::memory:", "select 7 as id, '2024-09-02' as day", "--schema", "id:decimal(5,2),day:date32", "--output-mode", "single");

        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        (await File.ReadAllTextAsync(_workspace["out"])).Should().Be("id,day\n7.00,2024-09-02\n");
    }

    [Test]
    public async Task A_query_without_rows_writes_a_dataset_without_rows()
    {
        var run = await Write("duckdb::memory:", "select 1 as id where false", "--output-mode", "single");

        run.Code.Should().Be(ExitCode.Done);
        (await File.ReadAllTextAsync(_workspace["out"])).Should().Be("id\n");
    }

    [Test]
    public async Task A_duckdb_file_that_is_not_there_is_not_made()
    {
        var run = await Write($"duckdb:{_workspace["no.duckdb"]}", "select 1 as id");

        run.ShouldFail(ExitCode.Failed, "The DuckDB file '*no.duckdb' does not exist.\n");
        _workspace.Files().Should().BeEmpty();
    }

    [Test]
    public async Task A_duckdb_file_cannot_be_changed()
    {
        await Fill("shop.duckdb", "create table sales as select 7 as id");

        (await Write($"duckdb:{_workspace["shop.duckdb"]}", "delete from sales returning id"))
            .ShouldFail(ExitCode.Failed, "The query of --query failed: *read-only*");
    }

    [Test]
    public async Task A_query_that_fails_leaves_nothing()
        => (await Write("duckdb::memory:", "selec")).ShouldFail(ExitCode.Failed, "The query of --query failed: *selec*");

    [Test]
    public async Task A_query_that_fails_in_the_middle_leaves_nothing()
    {
        var run = await Write("duckdb::memory:", "select case when i < 5000000 then i else error('boom') end as v from range(6000000) t(i)");

        run.ShouldFail(ExitCode.Failed, "The database failed before row *boom*nothing of this write is visible in *");
        _workspace.Files().Should().BeEmpty();
    }

    [Test]
    public async Task An_interrupt_ends_a_query_that_gives_no_rows()
    {
        using var interruption = new Interruption();
        var begun = _workspace["begun.csv"];
        var query = $"copy (select 1) to '{begun}'; select count(*) as n from range(10000000) a, range(10000000) b where a.range + b.range < 0";
        var running = Task.Run(() => CliRun.With(Stream.Null, interruption, Arguments("duckdb::memory:", query)));
        Eventually.BeZero(() => File.Exists(begun) ? 0 : 1, "the first statement of the query is done soon");
        interruption.Raise(ExitCode.Interrupted);

        (await running).ShouldFail(ExitCode.Interrupted, "interrupted; nothing was written.\n");
    }

    [Test]
    public async Task A_column_that_cannot_be_read_is_named()
        => (await Write("duckdb::memory:", "select {'a': 1} as s")).ShouldFail(ExitCode.Failed,
            "Column 's' of the query, of type Struct (Dictionary`2), has no Arrow type that keeps its values. Cast it in the query*");

    [TestCase("URI")]
    [TestCase("pairs")]
    public async Task A_query_to_postgresql_becomes_a_dataset(string form)
    {
        var run = await Write(await Postgres(form), "select i, i::text as name from generate_series(1, 3) i", "--output-mode", "single");

        run.Should().BeEquivalentTo(new { Code = 0, Error = "" });
        (await File.ReadAllTextAsync(_workspace["out"])).Should().Be("i,name\n1,1\n2,2\n3,3\n");
    }

    [Test]
    public async Task An_infinity_of_postgresql_is_an_error()
        => (await Write(await Postgres("URI"), "select timestamp '-infinity' as t")).ShouldFail(
            ExitCode.Failed, "Row 1, column 't' (timestamp without time zone) cannot be read as timestamp*");

    [Test]
    public async Task A_wrong_password_is_not_repeated()
    {
        var server = await PostgresServer.RequireAsync();

        var run = await Write($"postgres://test:open-sesame@127.0.0.1:{server.Port}/postgres", "select 1 as a", "--verbose");

        run.Code.Should().Be(ExitCode.Failed);
        run.Error.Should().StartWith("dfw: The database of --connection cannot be opened: 28P01: password authentication failed for user \"test\"\n");
        run.Error.Should().NotContain("sesame");
    }

    [Test]
    public async Task A_query_that_postgresql_refuses_is_one_sentence()
        => (await Write(await Postgres("URI"), "select * from nowhere")).ShouldFail(
            ExitCode.Failed, "The query of --query failed: 42P01: relation \"nowhere\" does not exist*\n");

    [Test]
    public async Task A_server_that_is_not_there_is_one_sentence()
        => (await Write("postgres://test:open-sesame@127.0.0.1:1/x", "select 1 as a")).ShouldFail(
            ExitCode.Failed, "The database of --connection cannot be opened: Failed to connect to 127.0.0.1:1\n");

    [TestCase("mysql:Host=x;Password=sesame", "--connection names no database that dfw knows; use postgres://*")]
    [TestCase("sesame", "--connection names no database that dfw knows; *")]
    [TestCase("duckdb:", "--connection duckdb: names no file; *")]
    [TestCase("postgres:", "--connection names no host; *")]
    [TestCase("postgres:Password=sesame", "--connection names no host; *")]
    [TestCase("postgres:Host=x;Password=a;sesame", "--connection cannot be read as key=value pairs; *")]
    [TestCase("postgres:Host=x;Password=a;sesame=b", "--connection has a key that Npgsql does not know, or a value that it does not take, at place 3.*")]
    [TestCase("postgres:Host=x;Port=sesame", "--connection has a key that Npgsql does not know, or a value that it does not take, at place 2.*")]
    [TestCase("postgres://u:sesame@/[/x", "--connection is no URI; *")]
    [TestCase("postgres://u:sesame@x/y?sesame=1", "--connection has a parameter that dfw does not know; it knows sslmode, *")]
    [TestCase("postgres://u:sesame@x/y?sslmode=sesame", "--connection has a value of 'sslmode' that cannot be used.*")]
    public async Task A_connection_that_cannot_be_read_is_wrong_usage_and_keeps_its_secrets(string connection, string message)
    {
        var run = await Write(connection, "select 1 as a");

        run.ShouldFail(ExitCode.Usage, message);
        run.Error.Should().NotContain("sesame");
    }

    [TestCase("--connection reads a database and no files; leave out 'in.csv' or --connection.", "in.csv", "--connection", "duckdb::memory:", "--query", "select 1")]
    [TestCase("--connection needs --query with the SQL to run.", "--connection", "duckdb::memory:")]
    [TestCase("--connection needs --query with the SQL to run.", "--connection", "duckdb::memory:", "--query", " ")]
    [TestCase("--query needs --connection with the database to ask.", "--query", "select 1")]
    [TestCase("--delimiter is for files, *", "--connection", "duckdb::memory:", "--query", "select 1", "--delimiter", ";")]
    [TestCase("--sample-rows is for files, *", "--connection", "duckdb::memory:", "--query", "select 1", "--sample-rows", "5")]
    [TestCase("--input-format is for files, *", "--connection", "duckdb::memory:", "--query", "select 1", "--input-format", "csv")]
    [TestCase("An input is missing: name files, - for standard input, or a database with --connection; *")]
    public async Task Options_that_contradict_each_other_are_wrong_usage(string message, params string[] arguments)
        => (await CliRun.Of(["write", .. arguments, "--to", _workspace["out"]])).ShouldFail(ExitCode.Usage, $"{message}\n");

    private static async Task<string> Postgres(string form)
    {
        var server = await PostgresServer.RequireAsync();
        return form == "URI"
            ? $"postgres://{PostgresServer.User}:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{server.Port}/postgres?sslmode=disable"
            : $"postgres:Host=127.0.0.1;Port={server.Port};Username={PostgresServer.User};Database=postgres;"
                + $"Password=\"{PostgresServer.Password.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private Task<CliRun> Write(string connection, string query, params string[] options) => CliRun.Of(Arguments(connection, query, options));

    private string[] Arguments(string connection, string query, params string[] options)
        => ["write", "--connection", connection, "--query", query, "--to", _workspace["out"], .. options];

    private async Task Fill(string file, string sql)
    {
        await using var connection = new DuckDBConnection($"DataSource={_workspace[file]}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
