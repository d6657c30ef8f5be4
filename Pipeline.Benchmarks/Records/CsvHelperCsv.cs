using CsvHelper;

namespace DataflowWrite.Benchmarks.Records;

/// <summary>CsvHelper with its generated record writer, on one thread.</summary>
internal sealed class CsvHelperCsv(PageView[] rows) : Contestant("csvhelper csv")
{
    public override long Run()
    {
        using var output = new CountingStream();
        using (var csv = CsvWriter.Create(output))
            csv.WriteRecords(rows);

        return output.Length;
    }
}
