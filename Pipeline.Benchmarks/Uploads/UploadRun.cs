using System.Globalization;

namespace DataflowWrite.Benchmarks.Uploads;

/// <summary>What one object is written with.</summary>
internal sealed record UploadRun(string To, long Bytes, long Memory)
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Null where the arguments are not <c>--to URI --mib N --memory-mib N</c>.</summary>
    public static UploadRun? Parse(string[] arguments)
        => arguments is ["--to", var to, "--mib", var size, "--memory-mib", var memory]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && long.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out var budget)
                ? new(to, bytes * Mebibyte, budget * Mebibyte)
                : null;
}
