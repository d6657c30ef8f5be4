using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Testing.Mutants;

namespace DataflowWrite.Tests.Testing;

public sealed class ObjectStoreContractTests
{
    public static IEnumerable<Mutant> Mutants
        => [.. UploadMutants.All, .. CommitMutants.All, .. AbortMutants.All, .. PutMutants.All, .. ReadMutants.All, .. ListingMutants.All];

    [Test]
    public async Task A_store_that_keeps_the_contract_breaks_no_clause()
        => (await ClauseRunner.BrokenAsync(() => new MutantContract<MemoryObjectStore>(objects => objects))).Should().BeEmpty();

    [Test]
    public async Task A_store_that_promises_nothing_breaks_no_clause()
        => (await ClauseRunner.BrokenAsync(() => new MutantContract<IObjectStore>(HonestStores.PromisingNothing))).Should().BeEmpty();

    [Test]
    public async Task A_store_that_discards_the_other_uploads_of_a_path_breaks_no_clause_when_it_says_so()
    {
        var silent = await ClauseRunner.BrokenAsync(() => new MutantContract<IObjectStore>(HonestStores.DiscardingUploads));
        var honest = await ClauseRunner.BrokenAsync(() => new MutantContract<IObjectStore>(HonestStores.DiscardingUploads, keepsUploadsApart: false));

        silent.Should().NotBeEmpty();
        honest.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Mutants))]
    public async Task A_store_with_one_flaw_breaks_its_clause_and_no_other(Mutant mutant)
    {
        var broken = await ClauseRunner.BrokenAsync(() => new MutantContract<IObjectStore>(mutant.Open));

        broken.Select(clause => clause.Key).Should().Equal([mutant.Clause], string.Join('\n', broken.Select(clause => $"{clause.Key}: {clause.Value}")));
    }

    [Test]
    public void Each_clause_has_a_store_that_breaks_it()
        => Mutants.Select(mutant => mutant.Clause).Order(StringComparer.Ordinal).Should().Equal(ClauseRunner.Clauses(typeof(ObjectStoreContract)));
}
