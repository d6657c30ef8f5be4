using System.Globalization;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Cli;

/// <summary>The rows of the flights, their checksum, which does not depend on order, and the number of their origins; DuckDB counts.</summary>
internal sealed record FlightsChecksum(long Rows, string Sum, long Origins)
{
    /// <param name="reader">The table function that reads them.</param>
    public static FlightsChecksum Of(string reader)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT count(*), sum(hash(epoch_us(date::TIMESTAMP), delay::INTEGER, distance::INTEGER, origin, destination)::HUGEINT)::VARCHAR,
                count(DISTINCT origin)
            FROM {reader}
            """;
        using var row = command.ExecuteReader();
        row.Read();
        return new(row.GetInt64(0), Convert.ToString(row.GetValue(1), CultureInfo.InvariantCulture)!, row.GetInt64(2));
    }
}
