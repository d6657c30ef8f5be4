using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

internal readonly struct SecondUnit : ITickUnit
{
    public static TimeUnit Unit => TimeUnit.Second;

    public static string Name => "s";

    public static long TicksPerUnit => TimeSpan.TicksPerSecond;
}
