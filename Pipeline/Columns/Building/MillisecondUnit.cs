using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

internal readonly struct MillisecondUnit : ITickUnit
{
    public static TimeUnit Unit => TimeUnit.Millisecond;

    public static string Name => "ms";

    public static long TicksPerUnit => TimeSpan.TicksPerMillisecond;
}
