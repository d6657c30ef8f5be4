namespace DataflowWrite.Generators.Models;

/// <summary>
/// A diagnostic without its syntax: where it stands is known by the file and the span. The useless options are those that a code fix leaves out.
/// </summary>
internal sealed record DiagnosticModel(
    string Id, string Path, int Start, int Length, EquatableArray<string> Arguments, EquatableArray<string> UselessOptions);
