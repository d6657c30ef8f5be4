using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources.ArrowIpc;

/// <summary>Dictionaries that change from batch to batch, and batches that outlive each other; texts show as their bytes.</summary>
public sealed class ArrowDictionaryTests
{
    [TestCase(null)]
    [TestCase(CompressionCodecType.Zstd)]
    public async Task A_replaced_dictionary_holds_for_the_batches_behind_it(CompressionCodecType? codec)
    {
        using var first = Batch("a", "b");
        using var second = Batch("X", "Y");
        var (one, two) = (IpcBytes.Messages(IpcBytes.Of(false, codec, first)), IpcBytes.Messages(IpcBytes.Of(false, codec, second)));
        (await ReadAsync(IpcBytes.Stream([.. one, .. two.Skip(1)]))).Should().Equal("61", "62", "58", "59");
    }

    [Test]
    public async Task A_delta_extends_the_dictionary_and_the_batches_before_keep_theirs()
    {
        using var first = ArrowValues.Batch(("d", ArrowValues.Dictionary(ArrowValues.UInt16(0, 1), ArrowValues.Int64(7, 8))));
        using var later = ArrowValues.Batch(("d", ArrowValues.Dictionary(ArrowValues.UInt16(2, 0), ArrowValues.Int64(7, 8, 9))));
        var messages = IpcBytes.Messages(IpcBytes.Of(false, null, first));
        var batch = IpcBytes.Messages(IpcBytes.Of(false, null, later))[^1];
        (await ReadAsync(IpcBytes.Stream([.. messages, DeltaMessage.Of(0, 9), batch, messages[^1]]))).Should().Equal("7", "8", "9", "7", "7", "8");
    }

    [Test]
    public async Task A_delta_without_a_dictionary_and_an_index_beyond_its_end_are_refused()
    {
        using var first = ArrowValues.Batch(("d", ArrowValues.Dictionary(ArrowValues.UInt16(0, 1), ArrowValues.Int64(7, 8))));
        using var later = ArrowValues.Batch(("d", ArrowValues.Dictionary(ArrowValues.UInt16(2, 0), ArrowValues.Int64(7, 8, 9))));
        var messages = IpcBytes.Messages(IpcBytes.Of(false, null, first));
        var batch = IpcBytes.Messages(IpcBytes.Of(false, null, later))[^1];
        await FluentActions.Awaiting(() => ReadAsync(IpcBytes.Stream([messages[0], DeltaMessage.Of(0, 9), batch]))).Should()
            .ThrowAsync<SourceFormatException>().WithMessage("standard input, record batch 1, message at byte *");
        await FluentActions.Awaiting(() => ReadAsync(IpcBytes.Stream([.. messages, batch]))).Should()
            .ThrowAsync<SourceFormatException>().WithMessage("standard input, record batch 2, message at byte *: column 'd': the index 2 leads out of its dictionary of 2 values.");
    }

    [Test]
    public async Task Dictionaries_behind_the_batches_of_a_file_are_found_from_its_end_and_not_in_a_pipe()
    {
        using var directory = new TempDirectory();
        using var first = Batch("a", "b");
        using var second = Batch("X", "a");
        var path = directory.File("late.arrow");
        var bytes = Serialization.ArrowIpc.IpcFile.Write("arrow", new() { MaxRowsPerBatch = 2 }, first.Schema, first, second);
        await File.WriteAllBytesAsync(path, bytes);

        var source = await InputFormat.ArrowFile().OpenAsync([SourceFile.Local(path)]);
        var rows = new List<string>();
        await foreach (var batch in source.ReadAsync())
            rows.AddRange(RowText.Of(batch));

        rows.Should().Equal("61", "62", "58", "61");
        (await source.CountRowsAsync(source.Files[0])).Should().Be(4);
        var pipe = await InputFormat.ArrowFile().OpenAsync([IpcBytes.Pipe(bytes)]);
        await FluentActions.Awaiting(async () => await pipe.ReadAsync().FirstAsync()).Should().ThrowAsync<SourceFormatException>()
            .WithMessage("standard input, record batch 1, *: its dictionaries stand behind its record batches, and only a plain file can be read from its end; store it as one.");
    }

    [TestCase(null)]
    [TestCase(CompressionCodecType.Lz4Frame)]
    public async Task The_rows_of_a_batch_do_not_change_when_others_are_disposed(CompressionCodecType? codec)
    {
        using var batch = Batch("a", "b");
        var source = await InputFormat.ArrowStream().OpenAsync([IpcBytes.Pipe(IpcBytes.Of(false, codec, batch, batch, batch))], new() { BatchSize = 1 });
        var kept = new List<RecordBatch>();
        await foreach (var read in source.ReadAsync())
            if (kept.Count % 2 == 1)
                kept.Add(read);
            else
                Dispose(kept, read);

        kept.Where(one => one.Length > 0).SelectMany(one => RowText.Of(one)).Should().Equal("62", "62", "62");
    }

    [Test]
    public async Task Batches_share_one_dictionary_object_as_long_as_it_stays()
    {
        using var batch = Batch("a", "b");
        var source = await InputFormat.ArrowStream().OpenAsync([IpcBytes.Pipe(IpcBytes.Of(false, CompressionCodecType.Zstd, batch, batch))]);
        var dictionaries = new List<ArrayData?>();
        await foreach (var read in source.ReadAsync())
            dictionaries.Add(read.Column(0).Data.Dictionary);

        dictionaries.Should().HaveCount(2);
        dictionaries[0].Should().BeSameAs(dictionaries[1]);
    }

    private static RecordBatch Batch(params string[] values)
        => ArrowValues.Batch(("d", ArrowValues.Dictionary(ArrowValues.UInt16(0, 1), ArrowValues.Utf8(values))));

    /// <summary>Keeps an empty place for a batch that is disposed.</summary>
    private static void Dispose(List<RecordBatch> kept, RecordBatch read)
    {
        read.Dispose();
        kept.Add(new RecordBatch(new Schema([new Field("n", NullType.Default, true)], null), [new NullArray(0)], 0));
    }

    private static async Task<List<string>> ReadAsync(byte[] stream)
    {
        var rows = new List<string>();
        await foreach (var batch in (await InputFormat.ArrowStream().OpenAsync([IpcBytes.Pipe(stream)])).ReadAsync())
        {
            rows.AddRange(RowText.Of(batch));
            batch.Dispose();
        }

        return rows;
    }
}
