namespace DataflowWrite.Tests.Cli;

/// <summary>A whole input of each kind, and what can be wrong with one.</summary>
internal static class BadInput
{
    private const int Rows = 4_000;

    private static readonly string[] Compressions = [".gz", ".zst", ".bz2", ".xz", ".lz4", ".sz"];

    /// <summary>Extensions.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "csv", .. Compressions.Select(extension => "csv" + extension),
        "jsonl", .. Compressions.Select(extension => "jsonl" + extension),
        "arrow", "arrows", "parquet", "arrows.gz",
    ];

    public static IReadOnlyList<string> Cuts { get; } = ["half a header", "1/4", "1/2", "3/4", "5 bytes less", "1 byte less"];

    /// <summary>The bytes of a kind, as the tool writes them.</summary>
    public static async Task<byte[]> WriteAsync(string kind, Workspace workspace)
    {
        var plain = kind == "arrows.gz" ? "arrows" : kind;
        var random = new Random(11);
        var text = "id,name,noise\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i},name {i % 97},{random.NextInt64():x16}\n"));
        var run = await CliRun.Of("write", workspace.Write("whole.csv", text), "--to", workspace[$"{kind}/whole.{plain}"], "--output-mode", "single");
        run.Code.Should().Be(0, run.Error);
        var bytes = await File.ReadAllBytesAsync(workspace[$"{kind}/whole.{plain}"]);
        return plain == kind ? bytes : Compression.CompressionSamples.Frame(Compression.Codecs.Of("gzip"), bytes);
    }

    public static byte[] Cut(byte[] whole, string where) => whole[..(where switch
    {
        "half a header" => 3,
        "1/4" => whole.Length / 4,
        "1/2" => whole.Length / 2,
        "3/4" => whole.Length * 3 / 4,
        "5 bytes less" => whole.Length - 5,
        "1 byte less" => whole.Length - 1,
        _ => throw new ArgumentOutOfRangeException(nameof(where)),
    })];

    /// <summary>Bytes in the middle that no writer has put there.</summary>
    public static byte[] Corrupt(byte[] whole)
    {
        var bytes = whole.ToArray();
        foreach (ref var value in bytes.AsSpan(bytes.Length / 2, 16))
            value ^= 0xFF;

        return bytes;
    }
}
