using DataflowWrite.Azure;
using DataflowWrite.Commit;
using DataflowWrite.S3;
using DataflowWrite.Serialization;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Crashes;

/// <summary>The program that is killed: one write, that tells each call to the store before it makes it.</summary>
internal static class CrashWriter
{
    /// <param name="arguments">The destination, the mode, the id, and the number of partitions that get rows.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var destination = WriteDestination.Parse(arguments[0], S3ObjectStore.Scheme, AzureBlobStore.Scheme);
        var store = destination.Store is LocalObjectStore local
            ? new AnnouncingDirectoryStore(local, Console.Out)
            : (AnnouncingStore)new AnnouncingObjectStore(destination.Store, Console.Out);
        await DatasetWriter.WriteAsync(
            CrashRows.Stream(arguments[2], int.Parse(arguments[3])),
            WriteDestination.In(store, $"{destination.Path}/"),
            new()
            {
                Format = FileFormat.Csv(),
                PartitionBy = [CrashRows.Partition],
                SaveMode = Enum.Parse<SaveMode>(arguments[1]),
                WriteId = arguments[2],
                MaxRowsPerFile = CrashRows.RowsPerFile,
            });
        await Console.Out.WriteLineAsync(CrashPhase.Done);
        return 0;
    }
}
