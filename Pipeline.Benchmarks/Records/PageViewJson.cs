using System.Text.Json.Serialization;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>What the compiler generates for System.Text.Json.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Default, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageView))]
internal sealed partial class PageViewJson : JsonSerializerContext;
