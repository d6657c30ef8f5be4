using System.IO.Compression;
using System.Text;
using DataflowWrite.Compression;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Compression;

namespace DataflowWrite.Tests.Sources;

public sealed class SourceFileTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dfw-sources-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase("*.csv", "a.csv,b1.csv,b2.csv")]
    [TestCase("b?.csv", "b1.csv,b2.csv")]
    [TestCase("b[2-9].csv", "b2.csv")]
    [TestCase("b[!2].csv", "b1.csv")]
    [TestCase("*/*.csv", "d/c.csv")]
    [TestCase("**/*.csv", "a.csv,b1.csv,b2.csv,d/c.csv,d/e/f.csv")]
    [TestCase("d/**", "d/c.csv,d/e/f.csv")]
    [TestCase(".*.csv", ".hidden.csv")]
    [TestCase("*[12]*", "b1.csv,b2.csv")]
    public void A_pattern_names_files_in_ordinal_order(string pattern, string expected)
    {
        Write("b2.csv", "b1.csv", "a.csv", "d/c.csv", "d/e/f.csv", ".hidden.csv", ".git/x.csv", "n.txt/y.md");
        Found(pattern).Should().Equal(expected.Split(','));
    }

    [Test]
    public void A_file_that_exists_is_taken_literally()
    {
        Write("x[1].csv", "x1.csv", "what?.csv");
        Found("x[1].csv").Should().Equal("x[1].csv");
        Found("what?.csv").Should().Equal("what?.csv");
    }

    [Test]
    public void A_pattern_without_matches_a_missing_file_and_a_directory_are_refused()
    {
        Find("*.csv").Should().Throw<FileNotFoundException>().WithMessage("No file matches '*.csv'.");
        Find("a.csv").Should().Throw<FileNotFoundException>().WithMessage("There is no file '*/a.csv'.");
        FluentActions.Invoking(() => SourceFile.Find(_directory)).Should().Throw<FileNotFoundException>().WithMessage("*is a directory; name the files, as in '*.csv'.");
    }

    [TestCase("a.csv", "csv", CompressionType.None)]
    [TestCase("a.CSV.GZ", "csv", CompressionType.Gzip)]
    [TestCase("a.b.jsonl.zst", "jsonl", CompressionType.Zstd)]
    [TestCase("a.csv.bz2", "csv", CompressionType.Bzip2)]
    [TestCase("a.ndjson.Xz", "ndjson", CompressionType.Xz)]
    [TestCase("a.csv.lz4", "csv", CompressionType.Lz4)]
    [TestCase("a.csv.sz", "csv", CompressionType.Snappy)]
    [TestCase("plain", "", CompressionType.None)]
    public void The_extensions_name_format_and_compression(string name, string format, CompressionType compression)
    {
        Write(name);
        var file = SourceFile.Local(Path.Combine(_directory, name));
        (file.Extension, file.Compression).Should().Be((format, compression));
    }

    [Test]
    public void The_snappy_of_Hadoop_is_refused_with_what_is_read_instead()
    {
        Write("a.csv.snappy");

        Find("a.csv.snappy").Should().Throw<SourceFormatException>()
            .WithMessage("*a.csv.snappy: .snappy is the container of Hadoop, which is not read; framed snappy, which is, ends in .sz.*");
    }

    [TestCaseSource(typeof(Codecs), nameof(Codecs.Compressing))]
    public async Task A_file_of_each_compression_is_read_and_one_that_is_cut_short_is_named(string codecName)
    {
        var codec = Codecs.Of(codecName);
        var path = Path.Combine(_directory, "in.csv" + codec.Extension);
        var packed = CompressionSamples.Frame(codec, "a,b\n1,x\n"u8);
        await File.WriteAllBytesAsync(path, packed);
        (await SourceText.RowsOf(await InputFormat.Csv().OpenAsync([SourceFile.Local(path)]))).Rows.Should().Equal("1|x");

        await File.WriteAllBytesAsync(path, packed[..^1]);
        await FluentActions.Awaiting(() => InputFormat.Csv().OpenAsync([SourceFile.Local(path)])).Should()
            .ThrowAsync<SourceFormatException>().WithMessage($"{path}: the compressed bytes are damaged or cut short*");
    }

    [Test]
    public async Task A_compressed_file_and_a_compressed_stream_are_read()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write("a,b\n1,x\n"u8);

        var path = Path.Combine(_directory, "in.csv.gz");
        await File.WriteAllBytesAsync(path, packed.ToArray());
        var source = await InputFormat.Csv().OpenAsync([SourceFile.Local(path)]);
        (await SourceText.RowsOf(source)).Rows.Should().Equal("1|x");
        source.BytesRead.Should().Be(source.Length).And.Be(packed.Length);

        var stream = SourceFile.FromStream("stdin", new TrickleStream(packed.ToArray()), CompressionType.Gzip);
        (await SourceText.RowsOf(await InputFormat.Csv().OpenAsync([stream]))).Rows.Should().Equal("1|x");
    }

    [Test]
    public async Task A_pipe_is_sampled_and_then_read_from_its_beginning_once()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},x\n"));
        var source = await InputFormat.Csv().OpenAsync([SourceFile.FromStream("stdin", new TrickleStream(Encoding.UTF8.GetBytes(text), 1000))], new() { SampleRows = 10 });
        (await SourceText.RowsOf(source)).Rows.Should().HaveCount(50_000).And.StartWith("0|x").And.EndWith("49999|x");
        await FluentActions.Awaiting(() => SourceText.RowsOf(source)).Should().ThrowAsync<InvalidOperationException>().WithMessage("stdin*only once*");
    }

    [Test]
    public async Task Cancelling_does_not_wait_for_a_pipe_that_says_nothing()
    {
        using var stop = new CancellationTokenSource();
        var silent = new SilentStream();
        var opening = InputFormat.Csv().OpenAsync([SourceFile.FromStream("stdin", silent)], null, stop.Token);
        await silent.Asked;
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => opening).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_compressed_file_that_is_cut_short_stops_with_its_name()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write("a,b\n1,x\n"u8);

        var file = SourceFile.FromStream("in.csv.gz", new MemoryStream(packed.ToArray()[..^6]), CompressionType.Gzip);
        await FluentActions.Awaiting(() => InputFormat.Csv().OpenAsync([file])).Should()
            .ThrowAsync<SourceFormatException>().WithMessage("in.csv.gz: the compressed bytes are damaged*");
    }

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            var path = Path.Combine(_directory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }

    private Action Find(string pattern) => () => SourceFile.Find(Path.Combine(_directory, pattern));

    private IEnumerable<string> Found(string pattern)
        => SourceFile.Find(Path.Combine(_directory, pattern)).Select(file => Path.GetRelativePath(_directory, file.Name));
}
