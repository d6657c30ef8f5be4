using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>Takes the values of one column, or of the lists in it, as the provider gives them.</summary>
internal interface IValueColumn<in T>
{
    /// <summary>Bytes of the values since the last array, about.</summary>
    long Bytes { get; }

    int Count { get; }

    void AppendNull();

    /// <summary>False when the type does not hold exactly this value; the array is of no use then.</summary>
    bool TryAppend(T value);

    /// <summary>The values so far; the column starts again empty.</summary>
    ArrayData BuildData();
}
