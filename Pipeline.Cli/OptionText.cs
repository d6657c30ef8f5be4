using System.Globalization;
using DataflowWrite.Compression;

namespace DataflowWrite.Cli;

/// <summary>The values of options; every error names the option and what it accepts.</summary>
internal static class OptionText
{
    private const int WriteIdLength = 16;
    private const string WriteIdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static T Choice<T>(string option, string value, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        foreach (var (name, choice) in choices)
            if (name == value)
                return choice;

        var names = string.Join(", ", choices.ToArray()[..^1].Select(choice => choice.Name));
        throw new UsageException($"{option} does not know '{value}'; use {names} or {choices[^1].Name}.");
    }

    public static long? Number(string option, string? value, long minimum, long maximum = long.MaxValue)
    {
        if (value is null)
            return null;

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum)
            return number;

        throw new UsageException($"{option} does not take '{value}'; use a whole number from {minimum} on.");
    }

    public static int? Integer(string option, string? value, int minimum) => (int?)Number(option, value, minimum, int.MaxValue);

    /// <summary>Bytes, with K, M or G for powers of 1,024.</summary>
    public static long? Size(string option, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return value is null ? null : throw WrongSize(option, value);

        var shift = char.ToUpperInvariant(value[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        return long.TryParse(shift == 0 ? value : value[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= long.MaxValue >> shift
                ? number << shift
                : throw WrongSize(option, value);
    }

    /// <summary>A name and perhaps a level, as <c>zstd:9</c>; which of them there are depends on the format.</summary>
    public static (string? Name, int? Level) NameAndLevel(string option, string? value)
    {
        var colon = value?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (value is null || colon < 0)
            return (value, null);

        return int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            ? (value[..colon], level)
            : throw new UsageException($"{option} {value[..colon]} does not have the level '{value[(colon + 1)..]}'; levels are numbers, as in zstd:9.");
    }

    /// <summary><c>none</c>, or a codec and perhaps its level, as <c>zstd:9</c>.</summary>
    public static (CompressionType Type, int? Level) Compression(string option, string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? value : value[..colon];
        if (CompressionInfo.Named(name) is not { } info)
            throw new UsageException(
                $"{option} does not know '{name}'; use {string.Join(", ", CompressionInfo.All.SkipLast(1))} or {CompressionInfo.All[^1]}, "
                + "with a level as in zstd:9.");

        if (colon < 0)
            return (info.Type, null);

        if (info.DefaultLevel is null)
            throw new UsageException($"{option} {name} has no levels; leave out ':{value[(colon + 1)..]}'.");

        return int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            && level >= info.MinLevel && level <= info.MaxLevel
                ? (info.Type, level)
                : throw new UsageException(
                    $"{option} {name} does not have the level '{value[(colon + 1)..]}'; it has {info.MinLevel} to {info.MaxLevel}.");
    }

    public static string? WriteId(string option, string? value)
        => value is null || (value.Length == WriteIdLength && !value.AsSpan().ContainsAnyExcept(WriteIdCharacters))
            ? value
            : throw new UsageException(
                $"{option} does not take '{value}'; use exactly {WriteIdLength} characters from a to z and 0 to 9.");

    public static char? Delimiter(string option, string? value) => value switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var c] when char.IsAscii(c) && c is not ('"' or '\r' or '\n' or '\0') => c,
        _ => throw new UsageException(
            $"{option} does not take '{value}'; use one ASCII character other than the double quote, or tab."),
    };

    private static UsageException WrongSize(string option, string value)
        => new($"{option} does not take '{value}'; use bytes, as in 500000, 512M or 4G.");
}
