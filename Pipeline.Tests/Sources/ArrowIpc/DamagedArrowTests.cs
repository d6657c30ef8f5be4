using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using CsCheck;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources.ArrowIpc;

/// <summary>Whatever the bytes are, reading ends with rows or with one sentence that names the file.</summary>
public sealed class DamagedArrowTests
{
    private static readonly CompressionCodecType?[] Codecs = [null, CompressionCodecType.Lz4Frame, CompressionCodecType.Zstd];

    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dfw-arrow-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase(true, true)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(false, false)]
    public async Task Input_that_is_cut_short_anywhere_is_refused(bool isFile, bool isPipe)
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1, null, 3)), ("name", ArrowValues.Utf8("a", "b", null)));
        var bytes = IpcBytes.Of(isFile, null, batch, batch);
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            var file = isPipe ? IpcBytes.Pipe(cut) : Write(isFile ? "a.arrow" : "a.arrows", cut);
            (await OutcomeAsync(file, isFile)).Should().StartWith($"{file.Name}", $"{length} of {bytes.Length} bytes are no whole input");
        }
    }

    [Test]
    public async Task Input_with_damaged_bytes_is_read_or_refused_and_never_fails_in_another_way()
        => await (
            from type in Gen.OneOf(RandomColumns.All.ToArray())
            from seed in Gen.Int
            from codec in Gen.OneOf(Codecs)
            from isFile in Gen.Bool
            from damage in Gen.Select(Gen.Double[0, 1], Gen.Byte).Array[1, 4]
            select (type, seed, codec, isFile, damage)).SampleAsync(
            async given =>
            {
                using var batch = ArrowValues.Batch(("c", RandomColumns.Make(given.type, given.seed, 20, 0.2)));
                var bytes = IpcBytes.Of(given.isFile, given.codec, batch, batch);
                foreach (var (place, value) in given.damage)
                    bytes[(int)(place * (bytes.Length - 1))] = value;

                await OutcomeAsync(IpcBytes.Pipe(bytes), given.isFile);
            },
            iter: 3000);

    [TestCase("", "*a.arrow: it is empty*")]
    [TestCase("id,name\n1,a\n", "*a.arrow: it is not Arrow data*")]
    [TestCase("ARR", "*a.arrow: it is not Arrow data*")]
    [TestCase("ARROWS are data\n", "*a.arrow: it is not Arrow data*")]
    [TestCase("FEA1\0\0\0\0", "*a.arrow: it is Feather of version 1*")]
    [TestCase("ARROW1\0\0", "*a.arrow: the file does not end with the footer*")]
    public async Task What_is_no_Arrow_data_is_named(string text, string message)
        => (await OutcomeAsync(Write("a.arrow", Encoding.UTF8.GetBytes(text)), isFile: true)).Should().Match(message);

    [Test]
    public async Task One_layout_under_the_name_of_the_other_is_named()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1)));
        (await OutcomeAsync(Write("a.arrow", IpcBytes.Of(false, null, batch)), isFile: true)).Should().Match("*a.arrow: it is an Arrow stream and not a file*.arrows*");
        (await OutcomeAsync(Write("a.arrows", IpcBytes.Of(true, null, batch)), isFile: false)).Should().Match("*a.arrows: it is an Arrow file and not a stream*.arrow,*");
    }

    [Test]
    public async Task Two_streams_in_one_are_refused_since_one_would_be_lost()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1)));
        var bytes = IpcBytes.Of(false, null, batch);
        (await OutcomeAsync(IpcBytes.Pipe([.. bytes, .. bytes]), isFile: false)).Should().Match("standard input, record batch 1,*bytes follow the end of the stream*");
    }

    [Test]
    public async Task A_file_whose_footer_lists_other_batches_is_refused()
    {
        using var batch = ArrowValues.Batch(("id", ArrowValues.Int64(1)));
        var (one, two) = (IpcBytes.Of(true, null, batch), IpcBytes.Of(true, null, batch, batch));
        var messages = IpcBytes.Messages(IpcBytes.Of(false, null, batch));
        var footer = two[(8 + messages[0].Length + 2 * messages[1].Length)..];
        (await OutcomeAsync(Write("a.arrow", [.. one.AsSpan(0, 8 + messages[0].Length + messages[1].Length), .. footer]), isFile: true))
            .Should().Match("*the footer lists 2 record batches, and the file holds 1.");
    }

    [Test]
    public async Task Nulls_where_the_schema_has_none_and_text_that_is_no_text_name_the_column()
    {
        var strict = new Schema([new Field("id", Apache.Arrow.Types.Int64Type.Default, false)], null);
        using var nulls = new RecordBatch(strict, [ArrowValues.Int64(1, null)], 2);
        (await OutcomeAsync(IpcBytes.Pipe(IpcBytes.Of(false, null, nulls)), isFile: false)).Should().Match("*record batch 1,*column 'id': it holds nulls*");

        using var text = ArrowValues.Batch(("name", ArrowValues.Utf8("abcdef")));
        var bytes = IpcBytes.Of(false, null, text);
        bytes[bytes.AsSpan().IndexOf("abcdef"u8)] = 0xFF;
        (await OutcomeAsync(IpcBytes.Pipe(bytes), isFile: false)).Should().Match("*record batch 1,*column 'name': it holds text that is not UTF-8*");
    }

    /// <summary>The message of the refusal, or the rows.</summary>
    private static async Task<string> OutcomeAsync(SourceFile file, bool isFile)
    {
        try
        {
            var input = isFile ? InputFormat.ArrowFile() : InputFormat.ArrowStream();
            var text = new StringBuilder(":rows:");
            await foreach (var batch in (await input.OpenAsync([file])).ReadAsync())
                text.AppendJoin(',', RowText.Of(batch));

            return text.ToString();
        }
        catch (SourceFormatException e)
        {
            e.File.Should().Be(file.Name);
            return e.Message;
        }
    }

    private SourceFile Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, bytes);
        return SourceFile.Local(path);
    }
}
