using System.Buffers;
using DataflowWrite;
using DataflowWrite.Parquet;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;
using PageViews;

// Writes records in each format below the directory that is given, and reads them back: exit code 1 when they are not the same.
var views = Enumerable.Range(0, 10_000)
    .Select(i => new PageView(
        i % 3 == 0 ? "DE" : "FR", DateTimeOffset.UnixEpoch.AddMinutes(i), i, 1.25m * (i % 100), i % 7 == 0 ? null : $"https://example.com/{i}"))
    .ToArray();
var reading = new DatasetReaderOptions { Formats = [.. InputFormat.Defaults, new ParquetInput()] };
var good = true;
foreach (var format in new FileFormat[] { FileFormat.Csv(), FileFormat.JsonLines(), FileFormat.ArrowFile(), new ParquetFormat() })
{
    var path = Path.Combine(args[0], format.Name) + "/";
    var result = await DatasetWriter.WriteAsync(views, path, new() { Format = format });
    var read = await BatchRecords.ReadAsync<PageView>(path, reading).OrderBy(view => view.UserId).ToArrayAsync();
    var same = read.SequenceEqual(views);
    good &= same;
    Console.WriteLine($"{format.Name}: {result.Rows} rows in {result.Files.Count} files, {(same ? "the same" : "not the same")} when read back");
}

foreach (var format in new[] { FileFormat.Csv(), FileFormat.JsonLines() })
{
    var direct = Text(BatchRecords.CreateSerializer<PageView>(format));
    var same = direct.SequenceEqual(Text(new RecordBatchSerializer<PageView>(format, BatchRecords.SchemaOf<PageView>())));
    good &= same;
    Console.WriteLine($"{format.Name}: {(same ? "the same" : "not the same")} from records as from a batch");
}

return good ? 0 : 1;

byte[] Text(IBatchSerializer<PageView> serializer)
{
    var output = new ArrayBufferWriter<byte>();
    serializer.Serialize(views, initial: true, output);
    return output.WrittenSpan.ToArray();
}
