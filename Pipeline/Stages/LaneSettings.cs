using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>What all lanes of a write have in common.</summary>
internal sealed record LaneSettings(WriteContext Context, IObjectStore Store, Workers Workers, WriteMemory Memory);
