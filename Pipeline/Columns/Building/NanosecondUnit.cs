using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

internal readonly struct NanosecondUnit : ITickUnit
{
    public static TimeUnit Unit => TimeUnit.Nanosecond;

    public static string Name => "ns";

    public static long TicksPerUnit => 0;
}
