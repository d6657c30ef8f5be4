using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Cli;

/// <summary>Inputs and destinations that are not what they look like.</summary>
public sealed class InputMistakesTests
{
    private Workspace _workspace = null!;

    [SetUp]
    public void CreateWorkspace() => _workspace = new();

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [Test]
    public async Task A_header_that_is_not_text_is_refused_with_its_field()
    {
        var file = _workspace["a.csv"];
        await File.WriteAllBytesAsync(file, [(byte)'a', (byte)',', 0xFF, (byte)'\n', (byte)'1', (byte)',', (byte)'2', (byte)'\n']);

        (await CliRun.Of("write", file, "--to", _workspace["out/"])).ShouldFail(1, $"{file}, line 1: field 2 of the header is not UTF-8 text; convert the file to UTF-8.");
    }

    [Test]
    public async Task Standard_output_is_no_destination()
        => (await CliRun.Of("write", _workspace.Write("a.csv", "a\n1\n"), "--to", "-")).ShouldFail(2, "--to '-' would be standard output*dfw cat*");

    [Test]
    [NonParallelizable]
    public async Task A_dash_is_standard_input_where_a_directory_has_that_name_too()
    {
        Directory.CreateDirectory(_workspace["-"]);
        var before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = _workspace.Root;
            var run = await CliRun.With(new MemoryStream("a\n1\n"u8.ToArray()), "write", "-", "--input-format", "csv", "--to", _workspace["o.csv"]);
            run.Code.Should().Be(0, run.Error);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Test]
    public async Task A_stray_file_in_a_dataset_is_named_as_such()
    {
        _workspace.Write("ds/a=1/f.csv", "x\n1\n");
        _workspace.Write("ds/README", "about it");

        (await CliRun.Of("cat", _workspace["ds"])).ShouldFail(1, "*/ds/README is no data file; *let its name begin with an underscore*");
    }

    [Test]
    public async Task A_link_back_to_its_dataset_is_named()
    {
        _workspace.Write("ds/a=1/f.csv", "x\n1\n");
        Directory.CreateSymbolicLink(_workspace["ds/a=1/loop"], _workspace["ds"]);

        (await CliRun.Of("cat", _workspace["ds"])).ShouldFail(1, $"{_workspace["ds/a=1/loop"]} is a link to a directory that it lies in; *");
    }

    [Test]
    public async Task A_link_to_another_directory_is_followed()
    {
        _workspace.Write("other/f.csv", "x\n1\n");
        Directory.CreateDirectory(_workspace["ds"]);
        Directory.CreateSymbolicLink(_workspace["ds/a=1"], _workspace["other"]);

        (await CliRun.Of("cat", _workspace["ds"])).Output.Should().Be("x,a\n1,1\n");
    }

    [Test]
    [Platform("Linux")]
    public async Task A_directory_that_takes_no_files_is_named_without_the_temporary_file()
    {
        var run = await CliRun.Of("write", _workspace.Write("a.csv", "a\n1\n"), "--to", "/proc/x/");

        run.ShouldFail(1, "Cannot create '/proc/*x*': its directory takes no files, or is gone. Choose another destination.*");
        run.Error.Should().NotContain("dfw-tmp");
    }

    [Test]
    [Platform(Exclude = "Win")]
    [CancelAfter(60_000)]
    public async Task An_interrupt_ends_the_wait_for_a_pipe_that_nobody_writes_to(CancellationToken cancellationToken)
    {
        var pipe = MakePipe();
        using var interruption = new DataflowWrite.Cli.Interruption();
        var running = CliRun.With(Stream.Null, interruption, "write", pipe, "--input-format", "csv", "--to", _workspace["out/"]);

        interruption.Raise(130);

        (await running.WaitAsync(cancellationToken)).Code.Should().Be(130);

        // Lets the open call behind it return.
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write);
    }

    [Test]
    [Platform(Exclude = "Win")]
    [CancelAfter(60_000)]
    public async Task An_arrow_stream_comes_through_a_named_pipe(CancellationToken cancellationToken)
    {
        var stream = _workspace["a.arrows"];
        (await CliRun.Of("write", _workspace.Write("a.csv", "a\n1\n"), "--to", stream)).Code.Should().Be(0);
        var pipe = MakePipe();
        var writing = Task.Run(
            async () =>
            {
                await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write);
                await writer.WriteAsync(await File.ReadAllBytesAsync(stream, cancellationToken), cancellationToken);
            },
            cancellationToken);

        var run = await CliRun.Of("write", pipe, "--input-format", "arrow", "--to", _workspace["b.csv"]).WaitAsync(cancellationToken);

        run.Code.Should().Be(0, run.Error);
        (await File.ReadAllTextAsync(_workspace["b.csv"], cancellationToken)).Should().Be("a\n1\n");
        await writing;
    }

    [Test]
    public async Task A_compressed_text_that_is_cut_short_names_the_line_on_which_it_ends()
    {
        var file = _workspace["a.csv.gz"];
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},{i * 7919 % 100_003}\n"));
        (await CliRun.Of("write", _workspace.Write("a.csv", "a,b\n" + rows), "--to", file)).Code.Should().Be(0);
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);

        var run = await CliRun.Of("write", file, "--to", _workspace["out/"]);

        run.ShouldFail(1, $"{file}: the compressed bytes are damaged or cut short in line *");
        int.Parse(run.Error.Split("in line ")[1].Split(';')[0], System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(15_000, 35_000);
    }

    private string MakePipe()
    {
        var pipe = _workspace["pipe"];
        ExternalTool.Require("mkfifo").Run(pipe);
        return pipe;
    }
}
