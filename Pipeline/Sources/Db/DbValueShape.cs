namespace DataflowWrite.Sources.Db;

/// <summary>How a provider gives the value of a column.</summary>
internal enum DbValueShape
{
    Scalar,

    /// <summary>As <c>int[]</c>, where no element can be null.</summary>
    Array,

    /// <summary>As <c>int?[]</c> when asked for it; the reader says just that it is an array.</summary>
    NullableArray,

    /// <summary>As <c>List&lt;int?&gt;</c> when asked for it.</summary>
    List,
}
