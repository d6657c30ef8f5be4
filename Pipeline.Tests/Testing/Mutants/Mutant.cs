using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>A store that keeps its contract but for one clause.</summary>
/// <param name="Clause">The name of the clause.</param>
/// <param name="Flaw">What the store does wrong.</param>
/// <param name="Open">Makes an instance of the store, one for each process, over the objects.</param>
public sealed record Mutant(string Clause, string Flaw, Func<MemoryObjectStore, IObjectStore> Open)
{
    public override string ToString() => $"{Clause}: {Flaw}";
}
