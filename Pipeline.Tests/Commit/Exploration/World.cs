using System.Collections.Immutable;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>The objects and uploads that all processes of an exploration share. Immutable: a call gives the next one.</summary>
/// <param name="AbortIsFinal">Whether an abort keeps a process that still has the token from committing it.</param>
internal sealed record World(bool AbortIsFinal)
{
    private ImmutableSortedDictionary<string, Stored> Objects { get; init; } =
        ImmutableSortedDictionary<string, Stored>.Empty.WithComparers(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, PendingObject> Pending { get; init; } =
        ImmutableSortedDictionary<string, PendingObject>.Empty.WithComparers(StringComparer.Ordinal);

    public IEnumerable<string> Paths => Objects.Keys;

    public int UploadCount => Pending.Count;

    /// <summary>Tells it apart from all others of the same <see cref="AbortIsFinal"/>.</summary>
    public UInt128 Key
    {
        get
        {
            var hash = new StateHash();
            foreach (var (path, stored) in Objects)
            {
                hash.Add(path);
                hash.Add(stored.Content);
                hash.Add(stored.Upload ?? "");
            }

            foreach (var id in Pending.Keys)
                hash.Add(id);

            return hash.Value;
        }
    }

    public World Put(ObjectPath path, string content, bool mustBeAbsent)
        => mustBeAbsent && Objects.ContainsKey(path.Value)
            ? throw new PreconditionFailedException(path, $"'{path}' exists.")
            : this with { Objects = Objects.SetItem(path.Value, new(content, null)) };

    public string? Read(ObjectPath path) => Objects.GetValueOrDefault(path.Value)?.Content;

    public World Delete(ObjectPath path) => this with { Objects = Objects.Remove(path.Value) };

    public World Upload(PendingObject token) => this with { Pending = Pending.SetItem(token.State["upload"], token) };

    public World Commit(PendingObject token, bool mustBeAbsent)
    {
        var id = token.State["upload"];
        var existing = Objects.GetValueOrDefault(token.Path.Value);
        if (!Pending.ContainsKey(id))
            return existing?.Upload == id ? this : throw new FileNotFoundException($"The upload of '{token.Path}' is gone.");

        if (mustBeAbsent && existing is not null)
            throw new PreconditionFailedException(token.Path, $"'{token.Path}' exists.");

        return this with { Pending = Pending.Remove(id), Objects = Objects.SetItem(token.Path.Value, new(id, id)) };
    }

    // What cannot be aborted for good stays, and is no remainder that anybody could read.
    public World Abort(PendingObject token) => AbortIsFinal ? this with { Pending = Pending.Remove(token.State["upload"]) } : this;

    public PendingObject[] Uploads(ObjectPath prefix) => [.. Pending.Values.Where(token => prefix.TryGetRelative(token.Path, out _))];

    private sealed record Stored(string Content, string? Upload);
}
