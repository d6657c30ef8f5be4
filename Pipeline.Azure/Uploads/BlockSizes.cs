namespace DataflowWrite.Azure.Uploads;

/// <summary>How large each block of a blob is: sizes grow, so that few blocks are needed for any blob and small ones stay small.</summary>
internal static class BlockSizes
{
    /// <summary>How many blocks the service takes for one blob.</summary>
    public const int MaxBlocks = 50_000;

    private const int BlocksOfOneSize = 5000;

    /// <summary>The size of a block by its number, from 0.</summary>
    public static int At(int number, int first)
        => (int)Math.Min((long)first << (number / BlocksOfOneSize), AzureBlobStoreOptions.MaxBlockSize);
}
