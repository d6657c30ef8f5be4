namespace DataflowWrite.Parquet;

/// <summary>The layout of data pages.</summary>
public enum ParquetPageVersion
{
    /// <summary>The first, which every reader knows.</summary>
    V1,

    /// <summary>The second: levels stand uncompressed before the values.</summary>
    V2,
}
