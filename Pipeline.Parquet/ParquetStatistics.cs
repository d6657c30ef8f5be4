namespace DataflowWrite.Parquet;

/// <summary>For which parts of a column the file keeps minimum, maximum and number of nulls.</summary>
public enum ParquetStatistics
{
    /// <summary>None.</summary>
    None,

    /// <summary>Each row group.</summary>
    Chunk,

    /// <summary>Each row group and each page: the file has a page index.</summary>
    Page,
}
