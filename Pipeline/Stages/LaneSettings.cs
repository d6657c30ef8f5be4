using Apache.Arrow;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>What all lanes of a write have in common; a schema for statistics where they are wanted.</summary>
internal sealed record LaneSettings(
    WriteContext Context, IObjectStore Store, Workers Workers, WriteMemory Memory, Schema? StatisticsSchema = null)
{
    /// <summary>What the next file carries besides its bytes; null for nothing.</summary>
    public Func<UploadOptions>? NextUpload { get; init; }

    /// <summary>Told of each upload that could not be ended, and why.</summary>
    public Action<ObjectPath, Exception>? UploadLeft { get; init; }

    /// <summary>Whether the checksum of each file is wanted.</summary>
    public bool ComputesChecksums { get; init; }
}
