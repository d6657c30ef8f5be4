using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DataflowWrite.Partitioning;

/// <summary>
/// How partition keys become directory names, <c>name=text</c>, and are read back. One key has exactly one name, and decoding it
/// gives the key again.
/// </summary>
/// <remarks>
/// Non-ASCII text stays as it is. Percent-encoded, as upper-case hexadecimal, are ASCII controls,
/// <c>" # % ' * / : = ? \ { } [ ] ^ &lt; &gt; |</c>, a leading or trailing space and a trailing dot. A null is
/// <c>__HIVE_DEFAULT_PARTITION__</c>; in a text that a reader would take for null, which is that marker and <c>null</c> in any
/// case, the first character is encoded. The empty string is <c>name=</c>.
/// </remarks>
public static class PartitionPath
{
    /// <summary>The text that stands for a null.</summary>
    public const string NullMarker = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>The bytes that the UTF-8 form of one directory name may take: the limit of common file systems.</summary>
    public const int MaxSegmentBytes = 255;

    private const string Special = "\"#%'*/:=?\\{}[]^<>|\u007F";

    private static readonly SearchValues<char> Encoded = SearchValues.Create(Controls() + Special);

    private static readonly SearchValues<char> EncodedWhereCaseFolds
        = SearchValues.Create(Controls() + Special + "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The directory name of one key value.</summary>
    /// <param name="name">The partition field's name.</param>
    /// <param name="text">The value as text; null for a null.</param>
    /// <param name="keyText">Whether text that some reader misreads is encoded, the default, or refused.</param>
    /// <param name="foldsCase">
    /// Whether the store takes <c>a</c> and <c>A</c> for the same name, default false: upper-case ASCII letters of the text are
    /// encoded then.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// The name would be longer than <see cref="MaxSegmentBytes"/>, the text is not valid Unicode, or
    /// <paramref name="keyText"/> refuses it.
    /// </exception>
    public static string Encode(string name, string? text, KeyText keyText = KeyText.Encode, bool foldsCase = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (keyText == KeyText.Refuse)
            PartitionErrors.ThrowIfRefused(name, text, foldsCase);

        var segment = $"{EncodeName(name)}={EncodeText(name, text, foldsCase)}";
        var bytes = CountBytes(name, segment);
        return bytes <= MaxSegmentBytes ? segment : throw PartitionErrors.SegmentTooLong(name, segment, bytes);
    }

    /// <summary>Takes one directory name apart. False when it has no <c>=</c>, and so is no partition.</summary>
    /// <remarks>A <c>%</c> that is not followed by two hexadecimal digits, or does not stand for UTF-8, is taken as it is.</remarks>
    public static bool TryDecode(string segment, [MaybeNullWhen(false)] out PartitionValue value)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var equals = segment.IndexOf('=', StringComparison.Ordinal);
        value = default;
        if (equals < 0)
            return false;

        var text = segment[(equals + 1)..];
        value = new(PercentEncoding.Decode(segment[..equals]), text == NullMarker ? null : PercentEncoding.Decode(text));
        return true;
    }

    /// <summary>
    /// The partition values of a relative path of directories, such as <see cref="PartitionKey.Path"/>; other directories are
    /// passed over.
    /// </summary>
    public static IReadOnlyList<PartitionValue> Decode(string directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        var values = new List<PartitionValue>();
        foreach (var segment in directories.Split('/'))
            if (TryDecode(segment, out var value))
                values.Add(value);

        return values;
    }

    /// <summary>As <see cref="Decode"/>, of the relative path of a file: its last segment is the file's own name.</summary>
    public static IReadOnlyList<PartitionValue> DecodeFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.LastIndexOf('/') is var slash and >= 0 ? Decode(path[..slash]) : [];
    }

    internal static string EncodeName(string name) => PercentEncoding.Encode(name, Encoded, encodeFirst: false);

    internal static string EncodeText(string name, string? text, bool foldsCase)
    {
        if (text is null)
            return NullMarker;

        CountBytes(name, text);
        return PercentEncoding.Encode(text, foldsCase ? EncodedWhereCaseFolds : Encoded, ReadsAsNull(text, foldsCase));
    }

    // A store that folds case has only one directory for the marker in any case.
    internal static bool ReadsAsNull(string text, bool foldsCase)
        => text.Equals("null", StringComparison.OrdinalIgnoreCase)
            || text.Equals(NullMarker, foldsCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static int CountBytes(string name, string text)
    {
        try
        {
            return StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            throw PartitionErrors.NotUnicode(name);
        }
    }

    private static string Controls() => string.Create(32, 0, static (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)i;
    });
}
