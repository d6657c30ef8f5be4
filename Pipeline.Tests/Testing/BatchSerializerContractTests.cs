using DataflowWrite.Serialization;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Testing.Mutants;

namespace DataflowWrite.Tests.Testing;

public sealed class BatchSerializerContractTests
{
    public static IEnumerable<SerializerMutant> Mutants => SerializerMutants.All;

    [Test]
    public async Task A_serializer_that_keeps_the_contract_breaks_no_clause()
        => (await ClauseRunner.BrokenAsync(() => new MutantSerializerContract<IBatchSerializer>(serializer => serializer))).Should().BeEmpty();

    [TestCaseSource(nameof(Mutants))]
    public async Task A_serializer_with_one_flaw_breaks_its_clause_and_no_other(SerializerMutant mutant)
    {
        var broken = await ClauseRunner.BrokenAsync(() => new MutantSerializerContract<IBatchSerializer>(mutant.Change));

        broken.Select(clause => clause.Key).Should().Equal([mutant.Clause], string.Join('\n', broken.Select(clause => $"{clause.Key}: {clause.Value}")));
    }

    [Test]
    public void Each_clause_has_a_serializer_that_breaks_it()
        => Mutants.Select(mutant => mutant.Clause).Order(StringComparer.Ordinal).Should().Equal(ClauseRunner.Clauses(typeof(BatchSerializerContract)));
}
