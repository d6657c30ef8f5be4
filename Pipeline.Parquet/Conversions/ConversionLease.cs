using Apache.Arrow;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>Arrays that were made for one batch; disposed when it is written.</summary>
internal sealed class ConversionLease : IDisposable
{
    private readonly List<ArrayData> _owned = [];

    /// <summary>Whether these are probably all rows of the file, so that what they do not use can be left out of it.</summary>
    public bool IsAlone { get; set; }

    public ArrayData Own(ArrayData made)
    {
        _owned.Add(made);
        return made;
    }

    public void Dispose()
    {
        foreach (var made in _owned)
            made.Dispose();

        _owned.Clear();
    }
}
