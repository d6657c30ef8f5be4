using Apache.Arrow;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>What all lanes of a write have in common; a schema for statistics where they are wanted.</summary>
internal sealed record LaneSettings(
    WriteContext Context, IObjectStore Store, Workers Workers, WriteMemory Memory, Schema? StatisticsSchema = null);
