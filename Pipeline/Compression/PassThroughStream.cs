namespace DataflowWrite.Compression;

/// <summary>Writes to a stream that it leaves open.</summary>
internal sealed class PassThroughStream(Stream destination) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => destination.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => destination.WriteAsync(buffer, cancellationToken);

    public override void Flush() => destination.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => destination.FlushAsync(cancellationToken);
}
