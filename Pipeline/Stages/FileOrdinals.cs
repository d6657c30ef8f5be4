namespace DataflowWrite.Stages;

/// <summary>Numbers the files of one write in the order in which they get their first row.</summary>
internal sealed class FileOrdinals
{
    private long _next;

    public long Next() => _next++;
}
