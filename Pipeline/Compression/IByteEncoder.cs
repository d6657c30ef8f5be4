namespace DataflowWrite.Compression;

/// <summary>Compresses the bytes of one file into the buffer that it was made with. Used by one caller at a time.</summary>
internal interface IByteEncoder : IDisposable
{
    /// <summary>True when the bytes leave as they came, so that a large write may go round the buffer.</summary>
    bool PassesThrough { get; }

    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Ends the file: everything that was appended is in the buffer.</summary>
    void Finish();
}
