using System.IO.Compression;
using ZstdSharp;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>A file with the codec that a user of a text library would put around it: a stream.</summary>
internal static class TextFile
{
    private const int BufferSize = 1 << 16;

    public static Stream Create(string path, RaceFormat format)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
        return format.Codec switch
        {
            "gzip" => new GZipStream(file, new ZLibCompressionOptions { CompressionLevel = RaceFormat.GzipLevel }),
            "zstd" => new CompressionStream(file, RaceFormat.ZstdLevel, leaveOpen: false),
            _ => file,
        };
    }
}
