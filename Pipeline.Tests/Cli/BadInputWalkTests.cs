using System.Text.RegularExpressions;

namespace DataflowWrite.Tests.Cli;

/// <summary>
/// Each kind of input, cut short, corrupt, empty and under the name of each other kind, through the tool: exit code 1, a sentence with
/// file and place, and nothing at the destination. What cannot be seen in a file is listed with its reason.
/// </summary>
public sealed class BadInputWalkTests
{
    private static readonly Regex Place = new(
        @"line \d|row group \d+ of|record batch \d|byte \d|after \d+ bytes|schema|footer|it is an Arrow (stream|file) and not|is empty|holds no object|begins? (as|with)", RegexOptions.None, TimeSpan.FromSeconds(10));

    private static readonly Dictionary<string, byte[]> Whole = [];

    private Workspace _workspace = null!;

    private static readonly HashSet<(string Kind, string Damage)> Invisible =
    [
        // A header that is cut within its last name is a shorter one.
        ("csv", "half a header"),

        // A last field that is cut is a shorter text, and the last line needs no end.
        ("csv", "1 byte less"),
        ("csv", "5 bytes less"),
        ("csv", "1/4"),

        // All that is missing is the end of the last line, which needs none.
        ("jsonl", "1 byte less"),

        // Values of pages without checksums, which are written only when asked for.
        ("parquet", "corrupt"),
    ];

    private static IEnumerable<TestCaseData> Damages()
        => from kind in BadInput.Kinds
           from damage in BadInput.Cuts.Append("empty").Append("corrupt")
           where !Invisible.Contains((kind, damage))
           select new TestCaseData(kind, damage).SetArgDisplayNames(kind, damage);

    private static IEnumerable<TestCaseData> Invisibles()
        => Invisible.Select(damage => new TestCaseData(damage.Kind, damage.Damage).SetArgDisplayNames(damage.Kind, damage.Damage));

    private static IEnumerable<TestCaseData> Mislabellings()
        => from content in BadInput.Kinds
           from name in BadInput.Kinds
           where content != name
           select new TestCaseData(content, name).SetArgDisplayNames(content, $"as {name}");

    [OneTimeSetUp]
    public async Task WriteWholeInputs()
    {
        using var workspace = new Workspace();
        foreach (var kind in BadInput.Kinds)
            Whole[kind] = await BadInput.WriteAsync(kind, workspace);
    }

    [SetUp]
    public void CreateWorkspace() => _workspace = new();

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [TestCaseSource(nameof(Damages))]
    public Task A_damaged_input_fails_with_file_and_place(string kind, string damage) => ShouldFail(kind, Damaged(kind, damage));

    [TestCaseSource(nameof(Mislabellings))]
    public Task A_mislabelled_input_fails_with_file_and_place(string content, string name) => ShouldFail(name, Whole[content]);

    [TestCaseSource(nameof(Invisibles))]
    public async Task Damage_that_cannot_be_seen_leaves_what_the_bytes_say(string kind, string damage)
    {
        var input = await InputAsync(kind, Damaged(kind, damage));

        var run = await CliRun.Of("write", input, "--to", _workspace["out.csv"]);

        run.Code.Should().Be(0, run.Error);
    }

    [Test]
    public async Task A_whole_input_of_each_kind_gives_the_rows()
    {
        foreach (var kind in BadInput.Kinds)
        {
            var output = _workspace[$"{kind}.out.csv"];
            var run = await CliRun.Of("write", await InputAsync(kind, Whole[kind]), "--to", output);
            run.Code.Should().Be(0, run.Error);
            (await File.ReadAllBytesAsync(output)).AsSpan().SequenceEqual(Whole["csv"]).Should().BeTrue(kind);
        }
    }

    private static byte[] Damaged(string kind, string damage) => damage switch
    {
        "empty" => [],
        "corrupt" => BadInput.Corrupt(Whole[kind]),
        _ => BadInput.Cut(Whole[kind], damage),
    };

    private async Task ShouldFail(string kind, byte[] bytes)
    {
        var input = await InputAsync(kind, bytes);

        var run = await CliRun.Of("write", input, "--to", _workspace["out/"]);

        run.ShouldFail(1, $"*{input}*");
        Place.IsMatch(run.Error.Replace(input, "", StringComparison.Ordinal)).Should().BeTrue(run.Error);
        Directory.Exists(_workspace["out"]).Should().BeFalse();
    }

    private async Task<string> InputAsync(string kind, byte[] bytes)
    {
        var input = _workspace[$"in.{kind}"];
        await File.WriteAllBytesAsync(input, bytes);
        return input;
    }
}
