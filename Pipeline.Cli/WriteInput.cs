using Apache.Arrow;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>What <c>dfw write</c> reads, wherever it comes from.</summary>
/// <param name="Schema">The columns.</param>
/// <param name="ReadAsync">The rows, once.</param>
/// <param name="BytesRead">Stored bytes read so far; asked by any thread.</param>
/// <param name="Length">Stored bytes there are, or null when that is not known.</param>
internal sealed record WriteInput(
    Schema Schema, Func<CancellationToken, IAsyncEnumerable<RecordBatch>> ReadAsync, Func<long> BytesRead, long? Length)
{
    public static WriteInput Of(FileSource source) => new(source.Schema, source.ReadAsync, () => source.BytesRead, source.Length);

    public static WriteInput Of(DatasetReader reader) => new(reader.Schema, reader.ReadAsync, () => reader.BytesRead, reader.Length);
}
