using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>The objects and uploads that all processes of an exploration share. One thread; every change is one step of one process.</summary>
internal sealed class World
{
    private readonly SortedDictionary<string, (byte[] Content, string? Upload)> _objects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PendingObject> _uploads = new(StringComparer.Ordinal);

    /// <summary>Whether an abort keeps a process that still has the token from committing it.</summary>
    public bool AbortIsFinal { get; init; } = true;

    /// <summary>Takes a put that must find nothing for one that may replace; the planted defect.</summary>
    public Func<string, bool> ForgetsCondition { get; init; } = static _ => false;

    public IEnumerable<string> Paths => _objects.Keys;

    public int UploadCount => _uploads.Count;

    public void Put(ObjectPath path, byte[] content, bool mustBeAbsent)
    {
        if (mustBeAbsent && _objects.ContainsKey(path.Value) && !ForgetsCondition(path.Value))
            throw new PreconditionFailedException(path, $"'{path}' exists.");

        _objects[path.Value] = (content, null);
    }

    public byte[]? Read(ObjectPath path) => _objects.TryGetValue(path.Value, out var found) ? found.Content : null;

    public void Delete(ObjectPath path) => _objects.Remove(path.Value);

    public PendingObject Upload(ObjectPath path, string id)
    {
        var token = new PendingObject(path, 1, new Dictionary<string, string> { ["upload"] = id });
        _uploads[id] = token;
        return token;
    }

    public void Commit(PendingObject token, bool mustBeAbsent)
    {
        var id = token.State["upload"];
        var existing = _objects.TryGetValue(token.Path.Value, out var found) ? found.Upload ?? "" : null;
        if (_uploads.ContainsKey(id))
        {
            if (mustBeAbsent && existing is not null)
                throw new PreconditionFailedException(token.Path, $"'{token.Path}' exists.");

            _uploads.Remove(id);
            _objects[token.Path.Value] = (Encoding.UTF8.GetBytes(id), id);
        }
        else if (existing != id)
        {
            throw new FileNotFoundException($"The upload of '{token.Path}' is gone.");
        }
    }

    // What cannot be aborted for good stays, and is no remainder that anybody could read.
    public void Abort(PendingObject token)
    {
        if (AbortIsFinal)
            _uploads.Remove(token.State["upload"]);
    }

    public PendingObject[] Uploads(ObjectPath prefix)
        => [.. _uploads.Values.Where(token => prefix.TryGetRelative(token.Path, out _))];

    public void AddTo(ref StateHash hash)
    {
        foreach (var (path, (content, upload)) in _objects)
        {
            hash.Add(path);
            hash.Add(content);
            hash.Add(upload ?? "");
        }

        foreach (var id in _uploads.Keys)
            hash.Add(id);
    }
}
