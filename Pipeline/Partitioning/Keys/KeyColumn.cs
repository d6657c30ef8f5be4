using Apache.Arrow;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>
/// Turns the values of one partition column into small integers that stay the same from batch to batch: equal values, and those
/// that share a text, have one code. Not thread-safe.
/// </summary>
internal abstract class KeyColumn
{
    /// <summary>The code of a null in every column.</summary>
    public const int NullCode = 0;

    /// <summary>All codes given out so far are below this.</summary>
    public abstract int Count { get; }

    /// <summary>Writes the code of every row of the array.</summary>
    public abstract void Encode(ArrayData data, Span<int> codes);

    /// <summary>The text of a code that <see cref="Encode"/> has given out; null for a null.</summary>
    public abstract string? TextOf(int code);
}
