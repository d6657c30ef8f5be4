using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>One write into a store of its own with a fixed id, and what stands in the store afterwards.</summary>
internal sealed class ReferenceWrite
{
    public const string Id = "abcdefgh01234567";

    private ReferenceWrite(MemoryObjectStore store, WriteResult result)
    {
        Store = store;
        Result = result;
    }

    public MemoryObjectStore Store { get; }

    public WriteResult Result { get; }

    /// <summary>The paths of the files in ordinal order, with the id written as <c>ID</c>.</summary>
    public string[] Paths => [.. Result.Files.Select(file => file.Path.Replace(Id, "ID", StringComparison.Ordinal))];

    public static Task<ReferenceWrite> OfAsync(string destination, DatasetWriteOptions options, params RecordBatch[] batches)
        => OfAsync(new MemoryObjectStore(), destination, options, batches);

    public static async Task<ReferenceWrite> OfAsync(
        MemoryObjectStore store, string destination, DatasetWriteOptions options, params RecordBatch[] batches)
    {
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(batches), WriteDestination.In(store, destination), options with { WriteId = options.WriteId ?? Id });
        return new(store, result);
    }

    /// <summary>The directories below the destination <c>out/</c> that a partitioned write of these values as column <c>k</c> makes.</summary>
    public static async Task<string[]> KeyDirectoriesAsync(IArrowArray keys)
    {
        var ids = ArrowValues.Int64([.. Enumerable.Range(0, keys.Length).Select(id => (long?)id)]);
        var write = await OfAsync("out/", new() { PartitionBy = ["k"] }, ArrowValues.Batch(("id", ids), ("k", keys)));
        return [.. write.Result.Files.OrderBy(file => FirstId(write, file)).Select(file => file.Path.Split('/')[1])];
    }

    /// <summary>The id of each row of a file, in its order.</summary>
    public async Task<long[]> IdsAsync(string path)
        => [.. await CsvText.ReadIdsAsync(Store, ObjectPath.Parse(path.Replace("ID", Id, StringComparison.Ordinal)))];

    /// <summary>The bytes of the only file, decompressed.</summary>
    public async Task<string> TextAsync(CompressionType compression = CompressionType.None)
    {
        await using var raw = await Store.OpenReadAsync(Result.Files.Single().ObjectPath);
        await using var plain = CompressionCodec.For(compression).CreateDecompressor(raw);
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    private static long FirstId(ReferenceWrite write, WrittenFile file)
        => CsvText.ReadIdsAsync(write.Store, file.ObjectPath).GetAwaiter().GetResult()[0];
}
