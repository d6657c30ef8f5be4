namespace DataflowWrite.Partitioning.Keys;

/// <summary>What codes byte strings, one at a time.</summary>
internal abstract class BytesCodes
{
    /// <summary>All codes given out so far are below this.</summary>
    public abstract int Count { get; }

    public abstract int CodeOf(ReadOnlySpan<byte> value);

    /// <summary>The text of a code that <see cref="CodeOf"/> has given out.</summary>
    public abstract string TextOf(int code);
}
