using CsCheck;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Properties;

/// <summary>
/// No row is lost, doubled, changed or moved to another partition, whatever the threads, batches, partitions, compression and limits;
/// DuckDB, which shares no code with the library, reads the rows back.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RoundTripProperties
{
    private const int Cases = 100;

    private int _rotations;
    private int _severalChunks;
    private int _emptyBatches;
    private int _slicedBatches;
    private int _manyPartitions;

    [Test]
    public async Task The_rows_that_were_written_are_the_rows_that_are_read()
    {
        await WriteCase.Any.SampleAsync(CheckAsync, iter: Cases, threads: 1);

        TestContext.Out.WriteLine(
            $"rotations {_rotations}, several chunks {_severalChunks}, empty {_emptyBatches}, sliced {_slicedBatches}, many partitions {_manyPartitions}");
        _rotations.Should().BeGreaterThan(5, "files have to rotate in some cases");
        _severalChunks.Should().BeGreaterThan(2, "some files have to be made of several chunks");
        _emptyBatches.Should().BeGreaterThan(5, "some inputs have to hold empty batches");
        _slicedBatches.Should().BeGreaterThan(5, "and slices of larger ones");
        _manyPartitions.Should().BeGreaterThan(5, "and many partitions");
    }

    private async Task CheckAsync(WriteCase write)
    {
        using var directory = new TempDirectory();
        var store = new LocalObjectStore(directory.FullPath, new() { Durability = Durability.None });
        var expected = WriteCaseRows.Of(write);
        var chunks = 0;
        var result = await DatasetWriter.WriteAsync(
            NumberedRows.Stream(WriteCaseRows.Batches(write, expected)),
            WriteDestination.In(store, "data/"),
            write.Options with { StageProbe = stage => Interlocked.Add(ref chunks, stage == WriteStage.Serialize ? 1 : 0) });

        CountWhatWasHit(write, result, chunks);
        result.Rows.Should().Be(expected.Count);
        result.Files.All(file => file.Rows <= (write.Options.MaxRowsPerFile ?? long.MaxValue)).Should().BeTrue();
        CheckOrderAndPaths(result, directory);
        if (expected.Count == 0)
        {
            result.Files.Should().BeEmpty();
            return;
        }

        var read = DuckDbDataset.Read(directory.FullPath, write.Options, result.Files.Select(file => file.ObjectPath.Value));
        read.Should().HaveCount(expected.Count);
        for (var index = 0; index < expected.Count; index++)
            if (read[index] != expected[index])
                Assert.Fail($"Row {index} is {read[index]} and not {expected[index]} in {write}.");
    }

    private static void CheckOrderAndPaths(WriteResult result, TempDirectory directory)
    {
        result.Files.Select(file => file.Path).Should().OnlyHaveUniqueItems();
        var found = Directory.EnumerateFiles(directory.FullPath, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory.FullPath, path));
        found.Order(StringComparer.Ordinal).Should().Equal(result.Files.Select(file => file.ObjectPath.Value).Order(StringComparer.Ordinal));
    }

    private void CountWhatWasHit(WriteCase write, WriteResult result, int chunks)
    {
        _rotations += result.Files.Any(file => file.CloseReason == FileCloseReason.MaxRows) ? 1 : 0;
        _severalChunks += chunks > result.Files.Count ? 1 : 0;
        _emptyBatches += write.EmptyBatches ? 1 : 0;
        _slicedBatches += write.SlicedBatches && write.Rows > 0 ? 1 : 0;
        _manyPartitions += result.Files.Select(file => file.Partition).Distinct().Count() > 100 ? 1 : 0;
    }
}
