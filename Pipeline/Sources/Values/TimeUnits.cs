using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

internal static class TimeUnits
{
    public static long PerSecond(this TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };

    /// <summary>The name in schema texts, as in <c>timestamp[us]</c>.</summary>
    public static string Name(this TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };

    public static bool TryParse(string name, out TimeUnit unit)
    {
        (var known, unit) = name switch
        {
            "s" => (true, TimeUnit.Second),
            "ms" => (true, TimeUnit.Millisecond),
            "us" => (true, TimeUnit.Microsecond),
            "ns" => (true, TimeUnit.Nanosecond),
            _ => (false, default),
        };
        return known;
    }
}
