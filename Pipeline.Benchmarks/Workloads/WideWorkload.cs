using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>200 doubles from a fixed seed: columns with even numbers need 17 digits, the others have two decimals.</summary>
internal sealed class WideWorkload() : Workload("wide", 20_000)
{
    private const int Seed = 9;
    private const int Columns = 200;
    private const int BatchRows = 8_192;

    public override IReadOnlyList<RecordBatch> Batches(int rows)
    {
        var random = new Random(Seed);
        var schema = new Schema([.. Enumerable.Range(0, Columns).Select(Field)], null);
        List<RecordBatch> batches = [];
        for (var start = 0; start < rows; start += BatchRows)
        {
            var length = Math.Min(BatchRows, rows - start);
            batches.Add(new(schema, Enumerable.Range(0, Columns).Select(column => Values(random, column, length)), length));
        }

        return batches;
    }

    private static Field Field(int column) => new(string.Create(CultureInfo.InvariantCulture, $"c{column:D3}"), DoubleType.Default, false);

    private static DoubleArray Values(Random random, int column, int length)
    {
        var values = new double[length];
        for (var i = 0; i < length; i++)
            values[i] = column % 2 == 0 ? random.NextDouble() * 1_000 : random.Next(100_000_000) / 100.0;

        return new(new ArrowBuffer.Builder<double>(length).Append(values).Build(), ArrowBuffer.Empty, length, 0, 0);
    }
}
