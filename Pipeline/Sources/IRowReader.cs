using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

/// <summary>The rows of one open file.</summary>
internal interface IRowReader : IAsyncDisposable
{
    /// <summary>Uncompressed bytes read so far.</summary>
    long BytesRead { get; }

    /// <summary>Appends the next row that is in the buffer; false when more bytes are needed.</summary>
    bool TryReadInto(BatchBuilder batch);

    /// <summary>Brings more bytes; false at the end of the file.</summary>
    ValueTask<bool> FillAsync(CancellationToken cancellationToken);
}
