namespace DataflowWrite.Parquet;

/// <summary>Whom the files are for: what that reader could not read, or would read wrong, is refused before the first byte.</summary>
public enum ParquetCompatibility
{
    /// <summary>Readers of the current format: DuckDB, Polars, pandas, Arrow, Spark 4.</summary>
    Latest,

    /// <summary>
    /// Spark 3.4 and 3.5 with their default settings. Dates before 1582-10-15 and timestamps before 1900 are refused too, when they come.
    /// </summary>
    Spark3,

    /// <summary>Trino with its Hive connector.</summary>
    Trino,
}
