using Apache.Arrow;

namespace DataflowWrite.Columns.Building;

/// <summary>A type whose values are rows of columns. The compiler implements it for types with <c>[BatchSerializable]</c>.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IRecordColumns<TSelf>
    where TSelf : IRecordColumns<TSelf>
{
    /// <summary>Names, types and nullability of the columns, with their metadata.</summary>
    static abstract Schema Schema { get; }

    /// <summary>A record batch of the rows. Its memory is not the collector's: the caller disposes it.</summary>
    /// <exception cref="RecordValueException">A column cannot hold a value; the message names column, row and value.</exception>
    /// <exception cref="ArgumentException">A row is null.</exception>
    static abstract RecordBatch CreateBatch(RecordRows<TSelf> rows);

    /// <summary>
    /// The rows of a batch, whose columns are found by name; others than those of the schema are passed over. The batch stays the caller's, and is not
    /// needed once this has returned.
    /// </summary>
    /// <exception cref="RecordValueException">A value is null or out of range for its member; the message names column, row and value.</exception>
    /// <exception cref="ArgumentException">A column is missing or of another type; the message names it.</exception>
    static abstract TSelf[] Read(RecordBatch batch);

    /// <summary>What writes rows as text to files with these columns, for one thread at a time.</summary>
    static abstract RecordText<TSelf> CreateText(RecordColumns columns);
}
