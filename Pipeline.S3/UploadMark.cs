using System.Security.Cryptography;
using Amazon.S3.Model;

namespace DataflowWrite.S3;

/// <summary>
/// The random mark that an object of ours carries in its metadata. It tells whether an object is the one that a request with a lost answer made; an
/// ETag does not, since equal bytes have equal ETags.
/// </summary>
internal static class UploadMark
{
    public const string Name = "dfw-upload";

    private const string HeaderPrefix = "x-amz-meta-";
    private const int Digits = 32;

    public static string Make() => RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    /// <summary>Takes the mark out of an object's metadata; null where it has none.</summary>
    public static (IReadOnlyDictionary<string, string> Metadata, string? Mark) Split(MetadataCollection headers)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in headers.Keys)
            metadata[header.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase) ? header[HeaderPrefix.Length..] : header] = headers[header];

        metadata.Remove(Name, out var mark);
        return (metadata, mark);
    }
}
