using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Azure;

/// <summary>A random sequence of calls by one writer, whose endings do not depend on the store.</summary>
internal sealed class StoreScript(IObjectStore store)
{
    private readonly Dictionary<ObjectPath, string> _eTags = [];
    private PendingObject? _committed;

    /// <summary>Does one call, and tells how it ended.</summary>
    public async Task<string> StepAsync(Random random, int step)
    {
        var path = ObjectPath.Parse($"dir/{random.Next(3)}");
        var content = Encoding.UTF8.GetBytes(new string((char)('a' + (step % 26)), random.Next(4) * 40_000));
        var condition = random.Next(3) switch
        {
            0 => PutCondition.None,
            1 => PutCondition.IfAbsent,
            _ => PutCondition.IfMatch(_eTags.GetValueOrDefault(path, "none")),
        };
        try
        {
            switch (random.Next(6))
            {
                case 0 or 1:
                    // Azurite takes an upload that is pending for a blob, where a put must find nothing.
                    return Remember(await store.PutAsync(condition.MustBeAbsent ? ObjectPath.Parse($"{path}.put") : path, content, condition));
                case 2 or 3:
                    return await UploadAsync(path, content, condition);
                case 4 when _committed is not null:
                    return Remember(await store.CommitAsync(_committed, condition));
                default:
                    await store.DeleteAsync(path);
                    return $"deleted {path}";
            }
        }
        catch (IOException e) when (e is PreconditionFailedException or FileNotFoundException)
        {
            return "refused";
        }
    }

    /// <summary>Every object with its bytes.</summary>
    public async Task<List<(string Path, string Content)>> ContentAsync()
    {
        var found = new List<(string, string)>();
        await foreach (var metadata in store.ListAsync(ObjectPath.Root))
        {
            using var reader = new StreamReader(await store.OpenReadAsync(metadata.Path));
            found.Add((metadata.Path.Value, await reader.ReadToEndAsync()));
        }

        return found;
    }

    // What is not committed does not last: another upload of its path may drop it.
    private async Task<string> UploadAsync(ObjectPath path, byte[] content, PutCondition condition)
    {
        await using var upload = await store.StartUploadAsync(path);
        await upload.WriteAsync(content);
        var pending = await upload.PrepareAsync();
        _committed = null;
        var metadata = await store.CommitAsync(pending, condition);
        _committed = pending;
        return Remember(metadata);
    }

    private string Remember(ObjectMetadata metadata)
    {
        _eTags[metadata.Path] = metadata.ETag!;
        return $"{metadata.Path}: {metadata.Size}";
    }
}
