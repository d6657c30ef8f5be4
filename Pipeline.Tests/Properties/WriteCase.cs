using CsCheck;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;

namespace DataflowWrite.Tests.Properties;

/// <summary>One random write: its rows, how they are cut into batches, and its options.</summary>
internal sealed record WriteCase(
    int Rows, int RowsPerBatch, bool SlicedBatches, bool EmptyBatches, int TextLength, int Keys, int Seed, DatasetWriteOptions Options)
{
    private static readonly PartitionSpec[] Specs = [PartitionSpec.None, ["key"], ["key", "label"], ["label"]];

    private static Gen<DatasetWriteOptions> AnyOptions(bool large) =>
        from json in Gen.Bool
        from compression in Gen.Enum<CompressionType>()
        from single in Gen.Bool
        from spec in large ? Gen.Int[0, 1] : Gen.Int[0, Specs.Length - 1]
        from keep in Gen.Bool
        from maxRows in Gen.Frequency(
            (1, Gen.Const((long?)null)), (3, (large ? Gen.Long[1_500, 2_500] : Gen.Long[1, 300]).Select(rows => (long?)rows)))
        from files in Gen.Int[1, large ? 2 : 5]
        from sequential in Gen.Bool
        from threads in Gen.Int[1, 4]
        from open in Gen.Int[1, 40]
        from tight in Gen.Bool
        select new DatasetWriteOptions
        {
            Format = json ? FileFormat.JsonLines() : FileFormat.Csv(),
            Compression = compression,
            CompressionLevel = CompressionInfo.For(compression).MinLevel is null ? null : 1,
            CompressionFraming = single ? CompressionFraming.Single : CompressionFraming.Independent,
            PartitionBy = Specs[spec],
            KeepPartitionColumns = keep && spec == 0,
            MaxRowsPerFile = maxRows,
            MinParallelFiles = files,
            FileOrder = sequential ? FileOrder.Sequential : FileOrder.RoundRobin,
            MaxDegreeOfParallelism = threads,
            MaxOpenFiles = open,
            MemoryBudget = tight ? WriteMemory.Minimum(CompressionCodec.For(compression), threads) : null,
        };

    private static Gen<WriteCase> SmallOrLongTexts { get; } =
        from large in Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true)))
        from rows in Gen.Int[0, 3_000]
        from perBatch in Gen.Int[1, 900]
        from sliced in Gen.Bool
        from empty in Gen.Bool
        from keys in large ? Gen.Int[1, 3] : Gen.OneOf(Gen.Int[1, 5], Gen.Int[200, 400])
        from seed in Gen.Int[0, 1_000_000]
        from options in AnyOptions(large)
        select new WriteCase(rows, perBatch, sliced, empty, large ? 4_000 : 20, keys, seed, options);

    private static Gen<WriteCase> LargeBatches { get; } =
        from rows in Gen.Int[8_192, 20_000]
        from perBatch in Gen.Int[8_192, 20_000]
        from sliced in Gen.Bool
        from keys in Gen.Int[2, 20]
        from seed in Gen.Int[0, 1_000_000]
        from options in AnyOptions(large: true)
        let byKey = options with { PartitionBy = ["key"], KeepPartitionColumns = false }
        select new WriteCase(rows, perBatch, sliced, EmptyBatches: false, TextLength: 20, keys, seed, byKey);

    /// <summary>
    /// Small writes with many partitions and files, ones whose files are made of several chunks, and ones of large batches over several partitions.
    /// </summary>
    public static Gen<WriteCase> Any { get; } = Gen.Frequency((9, SmallOrLongTexts), (1, LargeBatches));

    public override string ToString()
        => $"{Rows} rows by {RowsPerBatch} (sliced {SlicedBatches}, empty {EmptyBatches}), {Keys} keys, text {TextLength}, seed {Seed}, {Options}";
}
