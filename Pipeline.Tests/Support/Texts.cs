using System.Text;
using CsCheck;

namespace DataflowWrite.Tests.Support;

/// <summary>Generators of valid Unicode text, rich in what partition paths treat specially.</summary>
internal static class Texts
{
    private static readonly Gen<string> Runes = Gen.OneOf(
        Gen.Int[0, 0x7F].Select(static value => ((char)value).ToString()),
        Gen.Int[0, 0x10FFFF].Select(static value => Rune.IsValid(value) ? new Rune(value).ToString() : "é"),
        Gen.Int[0, 15].Select(static i => "%=/. \\NnuLl2F:_"[Math.Min(i, 14)].ToString()));

    private static readonly string[] Markers =
    [
        "null", "NULL", "Null", "nULL", "__HIVE_DEFAULT_PARTITION__", "__hive_default_partition__", "", ".", "..", " ", "  ", " a ", "%",
        "%%", "%4", "%4E", "%4Eull", "%5F_HIVE_DEFAULT_PARTITION__", "%25", "a=b", "=", "NaN", "-0", "0",
    ];

    /// <summary>Texts whose directory names stay under the limit.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        Runes.Array[0, 12].Select(string.Concat),
        Gen.Int[0, Markers.Length - 1].Select(static i => Markers[i]));
}
