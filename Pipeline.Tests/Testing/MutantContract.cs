using DataflowWrite.Storage;
using DataflowWrite.Testing;
using DataflowWrite.Tests.Testing.Mutants;

namespace DataflowWrite.Tests.Testing;

/// <summary>The contract over any store; with a type parameter, which keeps runners from taking it for a fixture.</summary>
internal sealed class MutantContract<TStore>(Func<MemoryObjectStore, TStore> open, bool keepsUploadsApart = true) : ObjectStoreContract
    where TStore : IObjectStore
{
    private readonly MemoryObjectStore _objects = new();

    protected override bool KeepsUploadsApart => keepsUploadsApart;

    protected override int BytesPerPart => UploadMutants.PartSize;

    protected override int ObjectsPerPage => ListingMutants.PageSize;

    protected override ValueTask<IObjectStore> CreateStoreAsync() => new(open(_objects));

    protected override ValueTask<IObjectStore> ReopenAsync() => new(open(_objects));
}
