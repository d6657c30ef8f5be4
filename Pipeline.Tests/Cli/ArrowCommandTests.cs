using System.IO.Compression;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DataflowWrite.Tests.Sources.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Cli;

/// <summary>Arrow files and streams, datasets as inputs, and inputs that are not what they say.</summary>
public sealed class ArrowCommandTests
{
    private Workspace _workspace = null!;

    [SetUp]
    public void CreateWorkspace() => _workspace = new();

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [Test]
    public async Task A_stream_on_standard_input_is_written()
    {
        foreach (var isFile in new[] { true, false })
        {
            using var batch = Batch();
            var target = _workspace[$"out-{isFile}.csv"];
            var run = await CliRun.With(new MemoryStream(IpcBytes.Of(isFile, null, batch)), "write", "-", "--input-format", "arrow", "--to", target);
            run.Code.Should().Be(0, run.Error);
            File.ReadAllText(target).Should().Be("id,name\n1,a\n2,\n");
        }
    }

    [Test]
    public async Task A_compressed_stream_on_standard_input_is_written()
    {
        using var batch = Batch();
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(IpcBytes.Of(false, null, batch));

        packed.Position = 0;
        var run = await CliRun.With(packed, "write", "-", "--input-format", "arrows.gz", "--to", _workspace["out.csv"]);
        run.Code.Should().Be(0, run.Error);
        File.ReadAllText(_workspace["out.csv"]).Should().Be("id,name\n1,a\n2,\n");
    }

    [Test]
    public async Task Arrow_files_are_printed_and_inspected()
    {
        using var batch = Batch();
        var file = Write("set/k=1/a.arrow", IpcBytes.Of(true, CompressionCodecType.Lz4Frame, batch, batch));
        (await CliRun.Of("cat", _workspace["set"], "--limit", "3")).Should().Be(new CliRun(0, "id,name,k\n1,a,1\n2,,1\n1,a,1\n", ""));
        (await CliRun.Of("inspect", _workspace["set"])).Output.Should().Be($"""
            files       1 (arrow)
            partitions  1 by k
            rows        4
            bytes       {new FileInfo(file).Length:N0}
            schema
              id    int64
              name  string
              k     int64  (partition)
            k=1/a.arrow  4 rows  {new FileInfo(file).Length:N0} bytes

            """);
    }

    [Test]
    public async Task Nested_columns_are_printed_as_jsonl_and_csv_says_so()
    {
        using var batch = ArrowValues.Batch(("l", ArrowValues.List(ArrowValues.Int64(1, 2), [2, null])));
        var file = Write("a.arrow", IpcBytes.Of(true, null, batch));
        (await CliRun.Of("cat", file)).ShouldFail(2, "*'l'*--format jsonl prints it.");
        (await CliRun.Of("cat", file, "--format", "jsonl")).Output.Should().Be("{\"l\":[1,2]}\n{}\n");
    }

    [Test]
    public async Task A_partitioned_dataset_is_an_input_with_its_partition_columns()
    {
        _workspace.Write("in.csv", "k,v\nx,1\ny,2\nx,3\n");
        (await CliRun.Of("write", _workspace["in.csv"], "--to", _workspace["set/"], "--partition-by", "k")).Code.Should().Be(0);
        var run = await CliRun.Of("write", _workspace["set"], "--to", _workspace["again.csv"]);
        run.Code.Should().Be(0, run.Error);
        File.ReadAllLines(_workspace["again.csv"]).Should().Equal("v,k", "1,x", "3,x", "2,y");
        (await CliRun.Of("write", _workspace["set"], _workspace["in.csv"], "--to", _workspace["no.csv"])).ShouldFail(2, "*is a directory, which is read as a dataset by itself*");
        (await CliRun.Of("write", _workspace["set"], "--input-format", "csv", "--to", _workspace["no.csv"])).ShouldFail(2, "--input-format is for files*");
    }

    [Test]
    public async Task A_partition_column_has_the_declared_type()
    {
        _workspace.Write("set/k=01/a.csv", "v\n1\n");
        var run = await CliRun.Of("write", _workspace["set"], "--schema", "k:int32", "--to", _workspace["again.jsonl"]);
        run.Code.Should().Be(0, run.Error);
        File.ReadAllText(_workspace["again.jsonl"]).Should().Be("{\"v\":1,\"k\":1}\n");
        _workspace.Write("set/k=x/a.csv", "v\n1\n");
        (await CliRun.Of("write", _workspace["set"], "--schema", "k:int32", "--to", _workspace["no.jsonl"]))
            .ShouldFail(1, "*k=x/a.csv, partition column 'k': 'x' does not fit int32*");
    }

    [Test]
    public async Task A_schema_is_for_text_only()
    {
        using var batch = Batch();
        var file = Write("a.arrow", IpcBytes.Of(true, null, batch));
        (await CliRun.Of("write", file, "--schema", "id:int8", "--to", _workspace["out.csv"])).ShouldFail(2, "--schema is for text, and arrow input states its types; leave it out.");
    }

    [TestCase("a.csv", "", "*a.csv is empty*")]
    [TestCase("a.csv", "a,b\n1\n", "*a.csv, line 2: the row has 1 fields where 2 are expected*")]
    [TestCase("a.csv", "a,b\n1,\"x", "*a.csv, line 2: a quote opens a field*")]
    [TestCase("a.csv.gz", "a,b\n1,2\n", "*a.csv.gz: the compressed bytes are damaged or cut short*")]
    [TestCase("a.csv.zst", "a,b\n1,2\n", "*a.csv.zst: the compressed bytes are damaged or cut short*")]
    [TestCase("a.jsonl", "", "*a.jsonl holds no object*")]
    [TestCase("a.jsonl", "{\"a\":1}\n{\"a\":", "*a.jsonl, line 2: the line is not JSON*")]
    [TestCase("a.jsonl", "a,b\n1,2\n", "*a.jsonl, line 1: the line is not JSON*")]
    [TestCase("a.jsonl.gz", "{\"a\":1}\n", "*a.jsonl.gz: the compressed bytes are damaged or cut short*")]
    [TestCase("a.arrow", "", "*a.arrow: it is empty*")]
    [TestCase("a.arrow", "a,b\n1,2\n", "*a.arrow: it is not Arrow data*")]
    [TestCase("a.csv", "PAR1\u0015\u0004", "*a.csv, line 1: it begins as a Parquet file, and text is expected; let its name end in .parquet, or give --input-format parquet.")]
    [TestCase("a.jsonl", "ARROW1\0\0", "*a.jsonl, line 1: it begins as an Arrow file, and text is expected; let its name end in .arrow*")]
    [TestCase("a.csv", "{\"a\":1}\n{\"a\":2}\n", "*a.csv, line 1: the header is a JSON object; let the file's name end in .jsonl*")]
    [TestCase("a.feather", "FEA1\0\0\0\0", "*a.feather: it is Feather of version 1*")]
    [TestCase("a.arrows", "", "*a.arrows: it is empty*")]
    [TestCase("a.arrows", "{\"a\":1}\n", "*a.arrows: it is not Arrow data*")]
    public async Task Empty_damaged_and_mislabelled_inputs_fail_with_the_file_and_the_place(string name, string text, string message)
    {
        var file = Write(name, Encoding.UTF8.GetBytes(text));
        (await CliRun.Of("write", file, "--to", _workspace["out/"])).ShouldFail(1, message);
        Directory.Exists(_workspace["out"]).Should().BeFalse();
        (await CliRun.Of("inspect", file)).ShouldFail(1, message);
        var cat = await CliRun.Of("cat", file);
        (cat.Code, cat.Error.Count(c => c == '\n')).Should().Be((1, 1));
    }

    [Test]
    public async Task Arrow_inputs_that_are_cut_short_or_under_a_wrong_name_fail_with_the_file_and_the_place()
    {
        using var batch = Batch();
        var (file, stream) = (IpcBytes.Of(true, null, batch, batch), IpcBytes.Of(false, null, batch, batch));
        await Fails("a.arrow", file[..^10], "*a.arrow: the file does not end with the footer*");
        await Fails("b.arrow", stream, "*b.arrow: it is an Arrow stream and not a file*");
        await Fails("a.arrows", stream[..^20], "*a.arrows, record batch 2, message at byte *: the data is cut short*");
        await Fails("b.arrows", stream[..^8], "*b.arrows, record batch 2, message at byte *: the data is cut short*");
        await Fails("c.arrows", file, "*c.arrows: it is an Arrow file and not a stream*");
        var run = await CliRun.With(new MemoryStream(stream[..^20]), "write", "-", "--input-format", "arrow", "--to", _workspace["out/"]);
        run.ShouldFail(1, "*standard input, record batch 2, message at byte *: the data is cut short*");
    }

    private async Task Fails(string name, byte[] bytes, string message)
    {
        (await CliRun.Of("write", Write(name, bytes), "--to", _workspace["out/"])).ShouldFail(1, message);
        Directory.Exists(_workspace["out"]).Should().BeFalse();
    }

    private static RecordBatch Batch() => ArrowValues.Batch(("id", ArrowValues.Int64(1, 2)), ("name", ArrowValues.Utf8("a", null)));

    private string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace[name])!);
        File.WriteAllBytes(_workspace[name], bytes);
        return _workspace[name];
    }
}
