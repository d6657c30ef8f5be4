using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources;

/// <summary>What a format of another package gets from the base classes.</summary>
public sealed class InputFormatTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dfw-input-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_dataset_of_a_registered_format_is_read_with_its_partition_columns()
    {
        Write("k=1/a.bytes", [1, 2]);
        Write("k=2/b.bytes", [3]);
        var reader = await DatasetReader.OpenAsync(_directory, new() { Formats = [.. InputFormat.Defaults, new ByteFormat()] });
        reader.Format.Name.Should().Be("bytes");
        (await SourceText.RowsOf(reader.Schema, reader.ReadAsync())).Should()
            .BeEquivalentTo(new { Schema = "id:int64,k:int64", Rows = new[] { "1|1", "2|1", "3|2" } });
        (await reader.CountRowsAsync(reader.Files[0])).Should().Be(2);
    }

    [Test]
    public async Task The_bytes_read_by_any_way_are_counted()
    {
        var source = await new ByteFormat().OpenAsync([SourceFile.Local(Write("a.bytes", [1, 2, 3]))]);
        await SourceText.RowsOf(source);
        (source.BytesRead, source.Length).Should().Be((3, 3));
    }

    [Test]
    public async Task A_batch_is_disposed_with_the_one_that_adds_the_partition_columns()
    {
        Write("k=1/a.bytes", [1]);
        var format = new ByteFormat();
        var reader = await DatasetReader.OpenAsync(_directory, new() { Formats = [format] });
        await foreach (var batch in reader.ReadAsync())
        {
            format.Batches.Alive.Should().Be(1);
            batch.Dispose();
        }

        format.Batches.Alive.Should().Be(0);
    }

    [Test]
    public async Task A_format_that_states_types_takes_no_schema_and_a_dataset_checks_it()
    {
        var file = SourceFile.Local(Write("a.bytes", [1]));
        var opening = () => new ByteFormat().OpenAsync([file], new() { Schema = SchemaText.Parse("id:int8") });
        await opening.Should().ThrowAsync<ArgumentException>().WithMessage("*(--schema)*bytes files state the types*");

        var reading = () => DatasetReader.OpenAsync(_directory, new() { Formats = [new ByteFormat()], Schema = SchemaText.Parse("id:int8") });
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("*a.bytes, column 'id': the file says int64, and the schema int8*");
    }

    [Test]
    public void Only_a_plain_local_file_can_be_read_from_its_end()
    {
        var stream = SourceFile.FromStream("standard input", new MemoryStream());
        stream.Invoking(file => file.OpenSeekable()).Should().Throw<SourceFormatException>().WithMessage("standard input is a stream*");
        var compressed = SourceFile.Local(Write("a.bytes.gz", [1]));
        compressed.Invoking(file => file.OpenSeekable()).Should().Throw<SourceFormatException>().WithMessage("*a.bytes.gz is compressed*");
        using var plain = SourceFile.Local(Write("a.bytes", [1, 2])).OpenSeekable();
        (plain.CanSeek, plain.Length).Should().Be((true, 2));
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private sealed class ByteFormat() : InputFormat("bytes", "bytes")
    {
        public TrackedBatches Batches { get; } = new();

        public override bool StatesTypes => true;

        protected override Task<FileSource> OpenFilesAsync(
            IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
            => Task.FromResult<FileSource>(new ByteSource(files, Batches));
    }

    private sealed class ByteSource(IReadOnlyList<SourceFile> files, TrackedBatches batches)
        : FileSource(files, new Schema([new Field("id", Int64Type.Default, nullable: true)], null))
    {
        protected override async IAsyncEnumerable<RecordBatch> ReadBatchesAsync(
            SourceFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using var stream = OpenSeekable(file);
            var values = new byte[stream.Length];
            await stream.ReadExactlyAsync(values, cancellationToken);
            yield return batches.Batch(values[0], values.Length);
        }
    }
}
