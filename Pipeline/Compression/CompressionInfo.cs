namespace DataflowWrite.Compression;

/// <summary>What a compression is called, which levels it has, and what does the work.</summary>
public sealed class CompressionInfo
{
    private readonly CompressionCodec _codec;

    private CompressionInfo(CompressionType type)
    {
        Type = type;
        _codec = CompressionCodec.For(type);
    }

    /// <summary>All compressions, in the order of their type; the first is none.</summary>
    public static IReadOnlyList<CompressionInfo> All { get; } = [.. Enum.GetValues<CompressionType>().Select(type => new CompressionInfo(type))];

    /// <summary>The compression.</summary>
    public CompressionType Type { get; }

    /// <summary>Its name in lower case, as options of command lines have it: <c>none</c>, <c>gzip</c>, …</summary>
    public string Name => _codec.Name;

    /// <summary>Its file name extension with the dot; empty for none.</summary>
    public string Extension => _codec.Extension;

    /// <summary>The lowest level, or null where there are no levels.</summary>
    public int? MinLevel => _codec.HasLevels ? _codec.MinLevel : null;

    /// <summary>The highest level, or null where there are no levels.</summary>
    public int? MaxLevel => _codec.HasLevels ? _codec.MaxLevel : null;

    /// <summary>The level that is used unless another is asked for, or null where there are no levels.</summary>
    public int? DefaultLevel => _codec.HasLevels ? _codec.DefaultLevel : null;

    /// <summary>
    /// What compresses and decompresses; empty for none. For xz it is <c>liblzma</c> with the version that was found on this machine,
    /// or <c>managed</c>.
    /// </summary>
    public string Library => _codec.Library;

    /// <summary>What is told of a compression.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such compression.</exception>
    public static CompressionInfo For(CompressionType type)
        => All.FirstOrDefault(info => info.Type == type)
            ?? throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown compression; use a member of CompressionType.");

    /// <summary>The compression with this name, in lower case, or null.</summary>
    public static CompressionInfo? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(info => info.Name == name);
    }

    /// <summary>The compression that a file name ends in, in any case; none for any other name.</summary>
    public static CompressionInfo OfFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return All.Skip(1).FirstOrDefault(info => path.EndsWith(info.Extension, StringComparison.OrdinalIgnoreCase)) ?? All[0];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
