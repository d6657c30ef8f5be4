using System.Diagnostics;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Azure;
using DataflowWrite.Commit;
using DataflowWrite.S3;
using DataflowWrite.Serialization;

namespace DataflowWrite.Benchmarks.Uploads;

/// <summary>One large object of text, and the memory that the process has for it: the resident peak, as the system tells it.</summary>
internal static class UploadMemory
{
    private const int RowsPerBatch = 20_000;
    private const int TextLength = 100;

    private static readonly Schema Columns = new([new("id", Int64Type.Default, nullable: false), new("text", StringType.Default, nullable: false)], null);

    public static async Task RunAsync(UploadRun run)
    {
        var destination = WriteDestination.Parse(run.To, S3ObjectStore.Scheme, AzureBlobStore.Scheme);
        var options = new DatasetWriteOptions { Format = FileFormat.Csv(), MemoryBudget = run.Memory, SaveMode = SaveMode.Overwrite };
        await DatasetWriter.WriteAsync(Batches(1), destination, options).ConfigureAwait(false);
        var (before, watch) = (Resident("VmRSS"), Stopwatch.StartNew());
        var result = await DatasetWriter.WriteAsync(Batches(run.Bytes), destination, options).ConfigureAwait(false);
        var (peak, seconds) = (Resident("VmHWM"), watch.Elapsed.TotalSeconds);
        Console.WriteLine(
            $"{result.Files[0].Bytes / 1e9:F2} GB in {seconds:F1} s, {result.Files[0].Bytes / 1e6 / seconds:F0} MB/s; budget {Mib(run.Memory)}; "
                + $"resident {Mib(before)} before, {Mib(peak)} at the peak: {Mib(peak - run.Memory)} above the budget");
        (destination.Store as IDisposable)?.Dispose();
    }

    // The builders are used again, and what they build is native memory: no garbage of the input comes into the measure.
    private static async IAsyncEnumerable<RecordBatch> Batches(long bytes, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (ids, offsets, texts) = (new ArrowBuffer.Builder<long>(), new ArrowBuffer.Builder<int>(), new ArrowBuffer.Builder<byte>());
        var rows = Math.Max(1, bytes / (TextLength + 12));
        for (var first = 0L; first < rows; first += RowsPerBatch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(RowsPerBatch, rows - first);
            ids.Clear().Resize(count);
            offsets.Clear().Resize(count + 1);
            texts.Clear().Resize(count * TextLength);
            texts.Span.Fill((byte)'x');
            for (var row = 0; row <= count; row++)
            {
                offsets.Span[row] = row * TextLength;
                if (row < count)
                    ids.Span[row] = first + row;
            }

            yield return new RecordBatch(
                Columns,
                [new Int64Array(ids.Build(), ArrowBuffer.Empty, count, 0, 0), new StringArray(count, offsets.Build(), texts.Build(), ArrowBuffer.Empty)],
                count);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static long Resident(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) << 10;
    }

    private static string Mib(long bytes) => $"{bytes >> 20} MiB";
}
