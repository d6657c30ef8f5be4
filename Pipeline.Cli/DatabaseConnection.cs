using System.Data.Common;

namespace DataflowWrite.Cli;

/// <summary>The value of <c>--connection</c>, read but not opened.</summary>
/// <param name="Create">A closed connection.</param>
/// <param name="CreateCommand">A command on it, so set that its result is streamed.</param>
/// <param name="HearsTokens">Whether the provider ends a query when a cancellation token says so.</param>
internal sealed record DatabaseConnection(
    Func<DbConnection> Create, Func<DbConnection, string, DbCommand> CreateCommand, bool HearsTokens)
{
    private const string Option = "--connection";
    private const string Known = "postgres://user@host/database, 'postgres:Host=...;Database=...' or duckdb:FILE";

    /// <exception cref="UsageException">The text cannot be read; the message holds no part that could be a secret.</exception>
    public static DatabaseConnection Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        return (colon < 0 ? "" : text[..colon].ToLowerInvariant()) switch
        {
            "postgres" or "postgresql" => PostgresConnection.Parse(text, rest),
            "duckdb" => DuckDbConnection.Parse(rest),
            _ => throw new UsageException($"{Option} names no database that dfw knows; use {Known}."),
        };
    }

    public static UsageException Malformed(string reason) => new($"{Option} {reason}.");
}
