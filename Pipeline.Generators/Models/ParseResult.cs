namespace DataflowWrite.Generators.Models;

/// <summary>What a declaration came to: a model unless there are errors.</summary>
internal sealed record ParseResult(TypeModel? Type, EquatableArray<DiagnosticModel> Diagnostics);
