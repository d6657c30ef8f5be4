using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>What to write instead, for messages.</summary>
internal static class DbRemedies
{
    /// <summary>A declaration that holds more than the column does.</summary>
    public static string Declaration(ResultColumn column)
    {
        var name = SchemaText.FormatName(column.Info.Name);
        return column.Field.DataType switch
        {
            Decimal128Type or Decimal256Type => $"--schema '{name}:decimal(precision,scale)'",
            TimestampType { Timezone: { Length: > 0 } } t => $"--schema '{name}:timestamp[ns,{t.Timezone}]'",
            TimestampType => $"--schema '{name}:timestamp[ns]' (or timestamp[us,UTC], where values are in UTC)",
            Time32Type or Time64Type => $"--schema '{name}:time64[ns]'",
            DurationType => $"--schema '{name}:duration[ns]'",
            _ => $"--schema '{name}:type'",
        };
    }

    /// <summary>A text always comes through, and can be declared as a decimal of any length.</summary>
    public static string Cast(DbColumnInfo info)
    {
        var cast = $"CAST({info.Name} AS VARCHAR) AS {info.Name}";
        return info.Type == typeof(decimal)
            ? $"{cast} with --schema '{SchemaText.FormatName(info.Name)}:decimal(precision,scale)'"
            : cast;
    }
}
