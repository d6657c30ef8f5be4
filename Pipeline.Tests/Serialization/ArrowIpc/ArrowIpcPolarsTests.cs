using System.Text.Json;
using Apache.Arrow;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

/// <summary>A reader that shares no code with Apache.Arrow for .NET gets the same rows.</summary>
public sealed class ArrowIpcPolarsTests
{
    private static IEnumerable<TestCaseData> Cases()
        => from form in IpcFile.Forms
           from compression in Enum.GetValues<ArrowIpcCompression>()
           select new TestCaseData(form, compression);

    [TestCaseSource(nameof(Cases))]
    public async Task Polars_reads_the_same_rows(string form, ArrowIpcCompression compression)
    {
        RecordBatch[] batches = [Batch(0, 900), Batch(900, 3), Batch(903, 2000)];
        using var folder = new TempDirectory();
        var path = folder.File($"rows.{form}");
        await File.WriteAllBytesAsync(path, IpcFile.Write(form, new() { Compression = compression }, batches[0].Schema, batches));

        var lines = await PolarsReader.ReadAsync(path);

        lines.Should().Equal(Enumerable.Range(0, 2903).Select(Line));
    }

    [TestCaseSource(typeof(IpcFile), nameof(IpcFile.Forms))]
    public async Task Polars_reads_a_file_without_rows(string form)
    {
        using var folder = new TempDirectory();
        var path = folder.File($"empty.{form}");
        await File.WriteAllBytesAsync(path, IpcFile.Write(form, null, Batch(0, 0).Schema));

        (await PolarsReader.ReadAsync(path)).Should().BeEmpty();
        (await PolarsReader.ReadTypesAsync(path)).Should().Contain("\"id\"").And.Contain("\"tags\"");
    }

    // The dictionaries of each batch hold other values, in another order, and more than eight-bit indices could count in all.
    private static RecordBatch Batch(int start, int count)
    {
        var rows = Enumerable.Range(start, count).ToArray();
        var keys = rows.Select(Key).Distinct().Reverse().Take(100).ToArray();
        return ArrowValues.Batch(
            ("id", ArrowValues.Int64([.. rows.Select(i => (long?)i)])),
            ("name", ArrowValues.Utf8([.. rows.Select(Name)])),
            ("view", ArrowValues.Utf8View([.. rows.Select(Name)])),
            ("flag", ArrowValues.Bool([.. rows.Select(i => i % 5 == 0 ? default(bool?) : i % 2 == 0)])),
            ("key", ArrowValues.Dictionary(
                ArrowValues.Int8([.. rows.Select(i => (sbyte?)Index(keys, Key(i)))]), ArrowValues.Utf8(keys))),
            ("tags", ArrowValues.List(
                ArrowValues.Utf8([.. rows.SelectMany(Tags)]), [.. rows.Select(i => (int?)Tags(i).Length)])));
    }

    private static sbyte? Index(string[] keys, string key) => System.Array.IndexOf(keys, key) is var index and >= 0 ? (sbyte)index : null;

    private static string Key(int row) => $"key {row / 23}";

    private static string? Name(int row) => row % 7 == 0 ? null : $"row number {row}";

    private static string[] Tags(int row) => [.. Enumerable.Range(0, row % 3).Select(i => $"tag {i}")];

    private static string Line(int row) => JsonSerializer.Serialize(new
    {
        id = row,
        name = Name(row),
        view = Name(row),
        flag = row % 5 == 0 ? default(bool?) : row % 2 == 0,
        key = Key(row),
        tags = Tags(row),
    });
}
