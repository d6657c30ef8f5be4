using DataflowWrite.Storage;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Storage;

public sealed class MemoryObjectStoreTests : ObjectStoreContract
{
    protected override int ObjectsPerPage => 0;

    [Test]
    public async Task Each_version_has_an_ETag_of_its_own()
    {
        var first = await PutAsync(Target, "same");
        var second = await PutAsync(Target, "same");

        first.ETag.Should().NotBeNull().And.NotBe(second.ETag);
        (await Store.HeadAsync(Target))!.ETag.Should().Be(second.ETag);
    }

    protected override ValueTask<IObjectStore> CreateStoreAsync() => new(new MemoryObjectStore());

    protected override ValueTask<IObjectStore> ReopenAsync() => new(Store);
}
