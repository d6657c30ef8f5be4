using System.Text.Json.Serialization;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>The lines between the race and the processes of its contestants.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LapRequest))]
[JsonSerializable(typeof(LapReply))]
internal sealed partial class LapJson : JsonSerializerContext;
