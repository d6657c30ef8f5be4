using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

internal readonly struct MicrosecondUnit : ITickUnit
{
    public static TimeUnit Unit => TimeUnit.Microsecond;

    public static string Name => "us";

    public static long TicksPerUnit => TimeSpan.TicksPerMicrosecond;
}
