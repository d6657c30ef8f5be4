using System.Globalization;

namespace DataflowWrite.Sources.Db;

/// <summary>
/// What the names of database types say beyond the .NET types. Names are compared in lower case and without facets:
/// <c>timestamp(3) with time zone</c> is <c>timestamp with time zone</c>.
/// </summary>
internal static class DbTypeName
{
    public static string Plain(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        var close = name.IndexOf(')', StringComparison.Ordinal);
        var plain = open >= 0 && close > open ? name.Remove(open, close - open + 1) : name;
        return (plain.EndsWith("[]", StringComparison.Ordinal) ? plain[..^2] : plain).Trim().ToLowerInvariant();
    }

    /// <summary>The numbers in <c>numeric(10, 2)</c>.</summary>
    public static (int? Precision, int? Scale) Facets(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        var close = name.IndexOf(')', StringComparison.Ordinal);
        if (open < 0 || close < open)
            return (null, null);

        var numbers = name[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries);
        return int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var precision)
            ? (precision, numbers.Length > 1 && int.TryParse(numbers[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var scale) ? scale : null)
            : (null, null);
    }

    /// <summary>The elements of PostgreSQL arrays, of which the provider says no more than the name.</summary>
    public static Type? ElementType(string name) => name switch
    {
        "boolean" => typeof(bool),
        "smallint" => typeof(short),
        "integer" => typeof(int),
        "bigint" => typeof(long),
        "oid" => typeof(uint),
        "real" => typeof(float),
        "double precision" => typeof(double),
        "numeric" or "money" => typeof(decimal),
        "text" or "character varying" or "character" or "name" or "citext" or "json" or "jsonb" or "xml" => typeof(string),
        "date" => typeof(DateOnly),
        "time without time zone" => typeof(TimeOnly),
        "timestamp without time zone" or "timestamp with time zone" => typeof(DateTime),
        "interval" => typeof(TimeSpan),
        "uuid" => typeof(Guid),
        "bytea" => typeof(byte[]),
        _ => null,
    };

    public static bool IsDate(string name) => name == "date";

    public static bool IsMoney(string name) => name == "money";

    /// <summary>A span that is a time of day, as the <c>time(7)</c> of SQL Server.</summary>
    public static bool IsTime(string name) => name is "time" or "time without time zone";

    /// <summary>A time of day with an offset, for which Arrow has no type.</summary>
    public static bool IsZonedTime(string name) => name is "time with time zone" or "timetz";

    public static bool IsZonedTimestamp(string name) => name is "timestamp with time zone" or "timestamptz";

    /// <summary>Of these <see cref="DateTime"/> drops the last two digits.</summary>
    public static bool IsNanosecondTimestamp(string name) => name is "timestampns" or "timestamp_ns";
}
