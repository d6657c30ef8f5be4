namespace DataflowWrite.Benchmarks.Records;

/// <summary>Record batches out of records of fixed width, of as many rows as the pipeline cuts.</summary>
internal sealed class BatchesOfReadings(Reading[] rows) : Contestant($"batches, {Reading.Width} columns")
{
    private const int BatchRows = 65_536;

    public override long Run()
    {
        var bytes = 0L;
        for (var start = 0; start < rows.Length; start += BatchRows)
        {
            using var batch = BatchRecords.ToBatch<Reading>(rows.AsSpan(start, Math.Min(BatchRows, rows.Length - start)));
            foreach (var column in batch.Arrays)
                foreach (var buffer in column.Data.Buffers)
                    bytes += buffer.Length;
        }

        return bytes;
    }
}
