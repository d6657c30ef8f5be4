using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>What all lanes of a write have in common; a schema for statistics where they are wanted.</summary>
internal sealed record LaneSettings(
    WriteContext Context,
    IObjectStore Store,
    ISliceSerializer Serializer,
    CompressionType Compression,
    int? CompressionLevel,
    CompressionFraming Framing,
    Workers Workers,
    WriteMemory Memory,
    OutputEstimate Estimate,
    Schema? StatisticsSchema = null);
