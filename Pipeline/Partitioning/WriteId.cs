using System.Security.Cryptography;

namespace DataflowWrite.Partitioning;

/// <summary>The id that tells the files of one write from those of any other.</summary>
internal static class WriteId
{
    public const int Length = 16;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new random id, every character equally likely.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <exception cref="ArgumentException">The id is not one; the message says what is.</exception>
    public static void Validate(string id)
    {
        if (id.Length != Length || id.AsSpan().ContainsAnyExcept(Alphabet))
            throw new ArgumentException(
                $"'{id}' is no write id: one has exactly {Length} characters from a to z and 0 to 9. Leave it out for a random one.");
    }

    /// <summary>Every piece of a file name that may be the id of its write.</summary>
    public static IEnumerable<string> FindAll(string name)
    {
        var start = 0;
        for (var end = 0; end < name.Length; end++)
        {
            if (!Alphabet.Contains(name[end]))
                start = end + 1;
            else if (end + 1 - start >= Length)
                yield return name.Substring(end + 1 - Length, Length);
        }
    }
}
