using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Support;

/// <summary>Reads back what a test wrote as CSV whose fields hold no line breaks.</summary>
internal static class CsvText
{
    public static async Task<string> ReadAsync(IObjectStore store, ObjectPath path)
    {
        await using var stream = await store.OpenReadAsync(path);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The ids (first column) of a file that starts with a header.</summary>
    public static async Task<List<long>> ReadIdsAsync(IObjectStore store, ObjectPath path)
    {
        var lines = (await ReadAsync(store, path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(line => long.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
    }

    public static async Task<List<ObjectPath>> ListAsync(IObjectStore store)
    {
        var paths = new List<ObjectPath>();
        await foreach (var item in store.ListAsync(default))
            paths.Add(item.Path);

        return paths;
    }
}
