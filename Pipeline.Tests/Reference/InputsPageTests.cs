using System.Data.Common;
using DataflowWrite.Sources.Db;
using DataflowWrite.Tests.Services;
using DataflowWrite.Tests.Sources.Db;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Reference;

/// <summary>The tables of docs/inputs.md against the databases themselves.</summary>
public sealed class InputsPageTests
{
    private const string Page = "docs/inputs.md";
    private const string Types = "The type of each database type";
    private const int PostgresCell = 1;
    private const int DuckDbCell = 2;

    private static IEnumerable<TestCaseData> PostgresTypes() => TypesOf(PostgresCell);

    private static IEnumerable<TestCaseData> DuckDbTypes() => TypesOf(DuckDbCell);

    [TestCaseSource(nameof(PostgresTypes))]
    public async Task A_postgresql_type_has_the_arrow_type_of_the_page(string type, string arrow)
    {
        await using var connection = await (await PostgresServer.RequireAsync()).ConnectAsync();
        await Check(connection, type == "record" ? "row(1, 'a')" : $"null::{type}", arrow);
    }

    [TestCaseSource(nameof(DuckDbTypes))]
    public async Task A_duckdb_type_has_the_arrow_type_of_the_page(string type, string arrow)
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await Check(connection, $"null::{type}", arrow);
    }

    [Test]
    public void Every_option_stands_there_with_its_default()
    {
        var rows = MarkdownTable.Rows(Page, "Databases").ToDictionary(row => row[0].Trim('`'), row => row[1].Trim('`'));

        rows.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            [nameof(DbDataReaderSourceOptions.Schema)] = "[]",
            [nameof(DbDataReaderSourceOptions.BatchSize)] = $"{new DbDataReaderSourceOptions().BatchSize}",
        });
        typeof(DbDataReaderSourceOptions).GetProperties().Where(property => property.CanWrite).Should().HaveCount(rows.Count);
    }

    private static async Task Check(DbConnection connection, string value, string arrow)
    {
        var read = () => DbResult.Of(connection, $"select {value} as v");
        if (arrow == "refused")
            await read.Should().ThrowAsync<DbSourceException>().WithMessage("Column 'v' of the query, of type *");
        else
            (await read()).Types.Should().Equal(MarkdownTable.Codes(arrow));
    }

    private static IEnumerable<TestCaseData> TypesOf(int cell)
        => from row in MarkdownTable.Rows(Page, Types)
           from type in MarkdownTable.Codes(row[cell])
           select new TestCaseData(type, row[3]).SetArgDisplayNames(type);
}
