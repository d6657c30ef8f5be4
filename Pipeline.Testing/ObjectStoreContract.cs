using System.Text;
using DataflowWrite.Storage;
using NUnit.Framework;

namespace DataflowWrite.Testing;

/// <summary>
/// What every <see cref="IObjectStore"/> promises, one test for each clause: the base of a fixture for a store of one's own. What the store does not
/// promise it says in its <see cref="StoreCapabilities"/>, and in the few properties here; such clauses are named in the output and not checked.
/// </summary>
/// <remarks>Each test has a store, or a <see cref="Prefix"/>, of its own. Clauses write objects of up to four times <see cref="BytesPerPart"/>.</remarks>
public abstract partial class ObjectStoreContract
{
    private IObjectStore? _store;

    /// <summary>The store of the running test.</summary>
    protected IObjectStore Store => _store ?? throw new InvalidOperationException("There is a store only while a test runs.");

    /// <summary>The place in the store that is the running test's own: all that it writes lies below.</summary>
    protected ObjectPath Prefix { get; private set; }

    /// <summary>The path that most clauses write: <c>data/part=1/file.csv</c> below <see cref="Prefix"/>.</summary>
    protected ObjectPath Target => At("data/part=1/file.csv");

    /// <summary>Whether listing tells when a pending upload started. Default true.</summary>
    protected virtual bool TellsWhenUploadsStarted => true;

    /// <summary>
    /// Whether an upload that has bytes but is not prepared is listed as pending. Default true; false for a store that hears of an upload with its first part.
    /// </summary>
    protected virtual bool ListsUnpreparedUploads => true;

    /// <summary>
    /// Whether an upload stays pending when something else is committed, put or deleted at its path. Default true; false for a store where that discards
    /// the upload, whose commit then fails.
    /// </summary>
    protected virtual bool KeepsUploadsApart => true;

    /// <summary>
    /// Whether a pending upload is listed while an object is visible at its path. Default true; false for a store that tells only uploads of paths where nothing is.
    /// </summary>
    protected virtual bool ListsReplacingUploads => true;

    /// <summary>How many objects the store lists with one request: a clause lists more of them. Default 1000; 0 for a store that knows no pages.</summary>
    protected virtual int ObjectsPerPage => 1000;

    /// <summary>The smallest part of an upload, in bytes: clauses write a few of them. Default 5 MiB, as on S3.</summary>
    protected virtual int BytesPerPart => 5 * 1024 * 1024;

    /// <summary>Calls <see cref="CreatePrefix"/> and <see cref="CreateStoreAsync"/> for one test.</summary>
    [SetUp]
    public async Task OpenStoreAsync()
    {
        Prefix = CreatePrefix();
        _store = await CreateStoreAsync();
    }

    /// <summary>Calls <see cref="CleanUpAsync"/> after one test.</summary>
    [TearDown]
    public async Task CloseStoreAsync()
    {
        _store = null;
        await CleanUpAsync();
    }

    /// <summary>Makes a store for one test, with nothing below <see cref="Prefix"/>.</summary>
    protected abstract ValueTask<IObjectStore> CreateStoreAsync();

    /// <summary>
    /// Opens the place of <see cref="Store"/> once more, as another process would; the same instance where the objects live in it.
    /// </summary>
    protected abstract ValueTask<IObjectStore> ReopenAsync();

    /// <summary>
    /// Names the place of one test. Default the root, which means that each store is empty when it is made; a fresh name for each test where they share a
    /// bucket.
    /// </summary>
    protected virtual ObjectPath CreatePrefix() => ObjectPath.Root;

    /// <summary>Removes what one test has left, also one whose store could not be made. Default nothing.</summary>
    protected virtual ValueTask CleanUpAsync() => default;

    /// <summary>A path below <see cref="Prefix"/>; the prefix itself for an empty text.</summary>
    protected ObjectPath At(string relative) => Prefix.Append(relative);

    /// <summary>Puts a text without a condition.</summary>
    protected ValueTask<ObjectMetadata> PutAsync(ObjectPath path, string content) => Store.PutAsync(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Uploads and prepares a text.</summary>
    protected async Task<PendingObject> PrepareAsync(ObjectPath path, string content)
    {
        await using var upload = await Store.StartUploadAsync(path);
        await upload.WriteAsync(Encoding.UTF8.GetBytes(content));
        return await upload.PrepareAsync();
    }

    /// <summary>Reads an object, or a range of it, as text.</summary>
    protected async Task<string> ReadAsync(ObjectPath path, long offset = 0, long? length = null)
    {
        using var reader = new StreamReader(await Store.OpenReadAsync(path, offset, length), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The objects below a path, which like the answer is relative to <see cref="Prefix"/>.</summary>
    protected async Task<IReadOnlyList<string>> ListAsync(string below = "")
    {
        var paths = new List<string>();
        await foreach (var metadata in Store.ListAsync(At(below)))
            paths.Add(Relative(metadata.Path));

        return paths;
    }

    /// <summary>The paths of the pending uploads below a path, which like the answer is relative to <see cref="Prefix"/>.</summary>
    protected async Task<IReadOnlyList<string>> PendingAsync(string below = "")
    {
        var paths = new List<string>();
        await foreach (var pending in Store.ListPendingAsync(At(below)))
            paths.Add(Relative(pending.Path));

        return paths;
    }

    private string Relative(ObjectPath path)
        => Prefix.TryGetRelative(path, out var relative) ? relative : throw new AssertionException($"'{path}' was listed, which is not below '{Prefix}'.");
}
