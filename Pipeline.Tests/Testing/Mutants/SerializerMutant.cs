using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>A serializer that keeps its contract but for one clause.</summary>
/// <param name="Clause">The name of the clause.</param>
/// <param name="Flaw">What the serializer does wrong.</param>
/// <param name="Change">Puts the flaw into a serializer.</param>
public sealed record SerializerMutant(string Clause, string Flaw, Func<IBatchSerializer, IBatchSerializer> Change)
{
    public override string ToString() => $"{Clause}: {Flaw}";
}
