using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Gathers the diagnostics of one type.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DiagnosticModel> _found = [];

    public bool IsEmpty => _found.Count == 0;

    public void Add(DiagnosticDescriptor descriptor, Location? location, params string[] arguments)
        => Add(descriptor, location, [], arguments);

    public void Add(
        DiagnosticDescriptor descriptor, Location? location, IReadOnlyList<string> uselessOptions, string[] arguments) => _found.Add(new(
        descriptor.Id,
        location?.SourceTree?.FilePath ?? "",
        location?.SourceSpan.Start ?? 0,
        location?.SourceSpan.Length ?? 0,
        new(arguments),
        new(uselessOptions)));

    public EquatableArray<DiagnosticModel> ToModels() => new(_found);
}
