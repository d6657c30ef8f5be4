using DataflowWrite.Azure;
using DataflowWrite.S3;

namespace DataflowWrite.Cli;

/// <summary>What a path or URI names, with every store that the tool knows; closes the store that it has opened.</summary>
internal sealed class OpenDestination(string text) : IDisposable
{
    public WriteDestination Place { get; } = WriteDestination.Parse(text, S3ObjectStore.Scheme, AzureBlobStore.Scheme);

    public void Dispose() => (Place.Store as IDisposable)?.Dispose();
}
