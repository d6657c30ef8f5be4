using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Serialization.Records;

[BatchSerializable]
public sealed partial class Note
{
    public required string Title { get; init; }

    public string? Body { get; init; }

    public Dictionary<string, string?>? Tags { get; init; }
}
