using System.Data.Common;
using DataflowWrite.Sources.Db;
using DuckDB.NET.Data;

namespace DataflowWrite.Cli;

/// <summary><c>duckdb:FILE</c>, opened to be read only, and <c>duckdb::memory:</c> for queries over files.</summary>
internal static class DuckDbConnection
{
    private const string InMemory = ":memory:";

    public static DatabaseConnection Parse(string path)
    {
        if (path.Length == 0)
            throw DatabaseConnection.Malformed("duckdb: names no file; use duckdb:FILE or duckdb::memory:");

        return new(() => Open(path), CreateCommand, HearsTokens: false);
    }

    private static DuckDBCommand CreateCommand(DbConnection connection, string query)
        => new(query, (DuckDBConnection)connection) { UseStreamingMode = true };

    private static DuckDBConnection Open(string path)
    {
        var settings = new DuckDBConnectionStringBuilder { DataSource = path };
        if (path == InMemory)
            return new(settings.ConnectionString);

        // DuckDB would make an empty database of a name that is not there.
        if (!File.Exists(path))
            throw new DbSourceException(0, null, $"The DuckDB file '{path}' does not exist.");

        settings["access_mode"] = "read_only";
        return new(settings.ConnectionString);
    }
}
