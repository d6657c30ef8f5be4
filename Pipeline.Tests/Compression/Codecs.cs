using DataflowWrite.Compression;
using DataflowWrite.Compression.Xz;

namespace DataflowWrite.Tests.Compression;

/// <summary>The codecs under test by name: each compression, and xz as it is on a machine without liblzma.</summary>
internal static class Codecs
{
    private const string ManagedXz = "xz without liblzma";

    public static IEnumerable<string> All { get; } = [.. CompressionInfo.All.Select(info => info.Name), ManagedXz];

    public static IEnumerable<string> Compressing { get; } = [.. All.Skip(1)];

    public static XzCodec WithoutLiblzma { get; } = new(() => null);

    public static CompressionCodec Of(string name)
        => name == ManagedXz ? WithoutLiblzma : CompressionCodec.For(CompressionInfo.Named(name)!.Type);
}
