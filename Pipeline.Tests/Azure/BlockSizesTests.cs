using DataflowWrite.Azure;
using DataflowWrite.Azure.Uploads;

namespace DataflowWrite.Tests.Azure;

public sealed class BlockSizesTests
{
    [TestCase(0, 8 << 20)]
    [TestCase(4999, 8 << 20)]
    [TestCase(5000, 16 << 20)]
    [TestCase(49_999, AzureBlobStoreOptions.MaxBlockSize)]
    public void Blocks_grow_with_their_number(int number, int size)
        => BlockSizes.At(number, AzureBlobStoreOptions.DefaultBlockSize).Should().Be(size);

    [TestCase(64 << 10)]
    [TestCase(AzureBlobStoreOptions.MaxBlockSize)]
    public void No_block_is_larger_than_an_array_may_be(int first)
        => Enumerable.Range(0, BlockSizes.MaxBlocks).Select(n => BlockSizes.At(n, first))
            .Should().OnlyContain(size => size >= first && size <= AzureBlobStoreOptions.MaxBlockSize);

    [Test]
    public void The_blocks_that_a_blob_may_have_reach_19_TiB()
        => Enumerable.Range(0, BlockSizes.MaxBlocks).Sum(n => (long)BlockSizes.At(n, AzureBlobStoreOptions.DefaultBlockSize))
            .Should().BeGreaterThanOrEqualTo(19L << 40);
}
