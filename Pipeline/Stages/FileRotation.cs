namespace DataflowWrite.Stages;

/// <summary>Which file the next rows of one partition, or of one place in the round robin, go to. Files are full exactly at the maximum.</summary>
internal sealed class FileRotation(long maxRowsPerFile, FileOrdinals ordinals)
{
    private long _ordinal;
    private long _rows;

    /// <summary>The first of <paramref name="rows"/> that go to one file; at least one, and all of them unless the file is full before.</summary>
    public Placement Place(int rows)
    {
        var starts = _rows == 0;
        if (starts)
            _ordinal = ordinals.Next();

        var taken = (int)Math.Min(rows, maxRowsPerFile - _rows);
        var ends = _rows + taken == maxRowsPerFile;
        _rows = ends ? 0 : _rows + taken;
        return new(_ordinal, taken, starts, ends);
    }

    internal readonly record struct Placement(long FileOrdinal, int Rows, bool StartsFile, bool EndsFile);
}
