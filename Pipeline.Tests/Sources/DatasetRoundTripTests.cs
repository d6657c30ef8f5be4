using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources;

/// <summary>What a write leaves is what a reader finds, whatever the format and the codec.</summary>
public sealed class DatasetRoundTripTests
{
    private static IEnumerable<object[]> Writes =>
        from type in Enum.GetValues<CompressionType>()
        from isCsv in new[] { true, false }
        select new object[] { isCsv, type };

    [TestCaseSource(nameof(Writes))]
    public async Task A_partitioned_dataset_comes_back_with_its_columns_and_types(bool isCsv, CompressionType compression)
    {
        using var directory = new TempDirectory();
        var target = directory.File("set");
        using var batch = ArrowValues.Batch(
            ("name", ArrowValues.Utf8("a,\"b\"", null, "é", "")),
            ("day", ArrowValues.Date32(1, null, -1, 20000)),
            ("code", ArrowValues.Utf8("01", "x/y", null, "01")),
            ("year", ArrowValues.Int32(2024, 2025, 2024, null)));
        await DatasetWriter.WriteAsync(
            [batch],
            target + "/",
            new()
            {
                Format = isCsv ? FileFormat.Csv() : FileFormat.JsonLines(),
                Compression = compression,
                PartitionBy = ["code", "year"],
                LeaveOpen = true,
            });

        var reader = await DatasetReader.OpenAsync(target, new() { Schema = batch.Schema.FieldsList });
        reader.Schema.FieldsList.Select(field => $"{field.Name}:{SchemaText.FormatType(field.DataType)}").Should()
            .Equal("name:string", "day:date32", "code:string", "year:int32");
        var rows = new List<string>();
        await foreach (var read in reader.ReadAsync())
            using (read)
                rows.AddRange(RowText.Of(read));

        rows.Should().BeEquivalentTo(RowText.Of(batch));
    }
}
