namespace DataflowWrite.Serialization;

/// <summary>What the pipeline tells an encoder of its file.</summary>
public sealed record FileEncoderSettings
{
    /// <summary>The file's path in its store, for messages and for what depends on the file, as a key to encrypt it with.</summary>
    public required string Path { get; init; }

    /// <summary>Threads of the whole write. An encoder that uses more than the caller's thread keeps within them.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 1;
}
