using DataflowWrite.Generators.Models;
using Microsoft.CodeAnalysis;

namespace DataflowWrite.Generators.Parsing;

/// <summary>Gathers the diagnostics of one type.</summary>
/// <param name="home">Where the type is declared: the place of mistakes in members that come from another assembly.</param>
internal sealed class DiagnosticBag(Location? home)
{
    private readonly List<DiagnosticModel> _found = [];

    public bool IsEmpty => _found.Count == 0;

    public void Add(DiagnosticDescriptor descriptor, Location? location, params string[] arguments)
        => Add(descriptor, location, [], arguments);

    public void Add(
        DiagnosticDescriptor descriptor, Location? location, IReadOnlyList<string> uselessOptions, string[] arguments)
    {
        var place = location is { IsInSource: true } ? location : home;
        _found.Add(new(
            descriptor.Id,
            place?.SourceTree?.FilePath ?? "",
            place?.SourceSpan.Start ?? 0,
            place?.SourceSpan.Length ?? 0,
            new(arguments),
            new(uselessOptions)));
    }

    public EquatableArray<DiagnosticModel> ToModels() => new(_found);
}
