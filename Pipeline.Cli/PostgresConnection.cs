using System.Data.Common;
using Npgsql;

namespace DataflowWrite.Cli;

/// <summary>
/// <c>postgres://user:password@host:port/database?sslmode=require</c>, or <c>postgres:Host=...;Database=...</c> with the
/// keys of Npgsql.
/// </summary>
internal static class PostgresConnection
{
    private static readonly Dictionary<string, string> KeyOfParameter = new(StringComparer.Ordinal)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
        ["client_encoding"] = "Client Encoding",
    };

    static PostgresConnection()
    {
        // Otherwise the infinities of dates and times come as the first and last days of .NET, like any other value.
        AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);
    }

    public static DatabaseConnection Parse(string text, string rest)
    {
        // A query takes as long as it takes; whoever waits can interrupt.
        var settings = new NpgsqlConnectionStringBuilder { ApplicationName = "dfw", CommandTimeout = 0, Pooling = false };
        if (rest.StartsWith("//", StringComparison.Ordinal))
            ReadUri(text, settings);
        else if (rest.Contains('=', StringComparison.Ordinal))
            ReadPairs(rest, settings);
        else
            settings.Host = rest;

        if (string.IsNullOrEmpty(settings.Host))
            throw DatabaseConnection.Malformed("names no host; use postgres://user@host/database or 'postgres:Host=...;Database=...'");

        return new(() => new NpgsqlDataSourceBuilder(settings.ConnectionString).Build().CreateConnection(), CreateCommand, HearsTokens: true);
    }

    private static NpgsqlCommand CreateCommand(DbConnection connection, string query) => new(query, (NpgsqlConnection)connection);

    private static void ReadUri(string text, NpgsqlConnectionStringBuilder settings)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw DatabaseConnection.Malformed(
                "is no URI; use postgres://user:password@host:port/database, with %-escapes for special characters in it");

        settings.Host = uri.Host;
        if (uri.Port > 0)
            settings.Port = uri.Port;

        if (uri.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);

        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);

        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);

        foreach (var parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            ReadParameter(parameter.Split('=', 2), settings);
    }

    private static void ReadParameter(string[] parameter, NpgsqlConnectionStringBuilder settings)
    {
        if (!KeyOfParameter.TryGetValue(parameter[0], out var key))
            throw DatabaseConnection.Malformed(
                $"has a parameter that dfw does not know; it knows {string.Join(", ", KeyOfParameter.Keys)}");

        var value = Uri.UnescapeDataString(parameter.Length > 1 ? parameter[1] : "");
        if (key == "SSL Mode")
            value = value.Replace("-", "", StringComparison.Ordinal);

        Set(settings, key, value, $"has a value of '{parameter[0]}' that cannot be used");
    }

    /// <summary>
    /// The messages of the parsers are not shown: of a password that holds a semicolon they would show the rest.
    /// </summary>
    private static void ReadPairs(string text, NpgsqlConnectionStringBuilder settings)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw DatabaseConnection.Malformed(
                "cannot be read as key=value pairs; separate them by semicolons, and put a value that holds one in double quotes");
        }

        var place = 0;
        foreach (string key in pairs.Keys)
            Set(settings, key, (string)pairs[key], $"has a key that Npgsql does not know, or a value that it does not take, at place {++place}");
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string key, string value, string problem)
    {
        try
        {
            settings[key] = value;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            throw DatabaseConnection.Malformed(problem);
        }
    }
}
