using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>A unit of time as a type argument, so that divisions by it are by a constant.</summary>
internal interface ITickUnit
{
    static abstract TimeUnit Unit { get; }

    /// <summary>For messages.</summary>
    static abstract string Name { get; }

    /// <summary>Ticks of 100 nanoseconds in one; 0 for nanoseconds, of which a tick has 100.</summary>
    static abstract long TicksPerUnit { get; }
}
