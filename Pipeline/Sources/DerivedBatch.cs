using Apache.Arrow;

namespace DataflowWrite.Sources;

/// <summary>Columns of another batch, perhaps with new ones in managed memory, that owns the other one.</summary>
internal sealed class DerivedBatch(Schema schema, IEnumerable<IArrowArray> columns, RecordBatch owned)
    : RecordBatch(schema, columns, owned.Length)
{
    /// <summary>Not through the base: the arrays belong to the other batch, which may own their memory in one piece.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            owned.Dispose();
    }
}
