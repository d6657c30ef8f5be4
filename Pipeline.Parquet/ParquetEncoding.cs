namespace DataflowWrite.Parquet;

/// <summary>How the values of a column are laid out in its pages where no dictionary is used.</summary>
public enum ParquetEncoding
{
    /// <summary>One value after the other, for every type.</summary>
    Plain,

    /// <summary>Run lengths and packed bits, for booleans.</summary>
    Rle,

    /// <summary>Packed differences, for integers, dates, times, timestamps and decimals up to 18 digits.</summary>
    DeltaBinaryPacked,

    /// <summary>Packed lengths before the bytes, for text and binary of any length.</summary>
    DeltaLengthByteArray,

    /// <summary>Shared prefixes left out, for text and binary, of fixed size too.</summary>
    DeltaByteArray,

    /// <summary>First bytes together, then second bytes and so on, for numbers and binary of fixed size.</summary>
    ByteStreamSplit,
}
