using System.Globalization;

namespace DataflowWrite.Commit;

/// <summary>What each object says of the write that made it, in stores that keep metadata.</summary>
internal static class WriteMark
{
    public const string WriteIdKey = "dfw-write";

    private const string AttemptKey = "dfw-attempt";
    private const string IndexKey = "dfw-index";

    /// <param name="writeId">The id of the write.</param>
    /// <param name="attempt">Its attempt, from 1.</param>
    /// <param name="index">The object's number in it.</param>
    public static IReadOnlyDictionary<string, string> Of(string writeId, int attempt, long index) => new Dictionary<string, string>
    {
        [WriteIdKey] = writeId,
        [AttemptKey] = attempt.ToString(CultureInfo.InvariantCulture),
        [IndexKey] = index.ToString(CultureInfo.InvariantCulture),
    };
}
