using System.Globalization;

namespace DataflowWrite.Cli;

/// <summary>Numbers with their units, for people.</summary>
internal static class Quantity
{
    /// <summary>As <c>1 row</c> or <c>12,345 rows</c>.</summary>
    public static string Of(long count, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}{(count == 1 ? "" : "s")}");
}
