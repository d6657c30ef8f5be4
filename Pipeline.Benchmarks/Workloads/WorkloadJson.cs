using System.Text.Json.Serialization;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>What the compiler generates for System.Text.Json, with the names of the columns.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LineItem))]
[JsonSerializable(typeof(WebEvent))]
internal sealed partial class WorkloadJson : JsonSerializerContext;
