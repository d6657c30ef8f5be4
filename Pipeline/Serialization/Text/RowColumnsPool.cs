using System.Collections.Concurrent;
using Apache.Arrow;

namespace DataflowWrite.Serialization.Text;

/// <summary>Lends each thread that serializes its own columns, and keeps as many as were in use at once.</summary>
internal sealed class RowColumnsPool(Schema schema, Func<ColumnWriter[]> create)
{
    private readonly ConcurrentQueue<RowColumns> _free = new();

    public RowColumns Rent() => _free.TryDequeue(out var columns) ? columns : new RowColumns(schema, create());

    public void Return(RowColumns columns)
    {
        columns.Release();
        _free.Enqueue(columns);
    }
}
