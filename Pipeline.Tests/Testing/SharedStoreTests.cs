using DataflowWrite.Storage;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Testing;

/// <summary>The contract where all its tests share one store.</summary>
public sealed class SharedStoreTests : ObjectStoreContract
{
    private static readonly MemoryObjectStore Shared = new();
    private static int _tests;

    protected override int ObjectsPerPage => 0;

    protected override ObjectPath CreatePrefix() => ObjectPath.Parse($"tests/{Interlocked.Increment(ref _tests)}");

    protected override ValueTask<IObjectStore> CreateStoreAsync() => new(Shared);

    protected override ValueTask<IObjectStore> ReopenAsync() => new(Shared);
}
