using Apache.Arrow;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Where the items of each list lie, whatever the layout. Implemented by structs.</summary>
internal interface IListRanges
{
    void Bind(string column, ArrayData data, BufferPins pins);

    /// <summary>The first item and the one after the last; not checked against the number of items.</summary>
    (long Start, long End) Get(int row);
}
