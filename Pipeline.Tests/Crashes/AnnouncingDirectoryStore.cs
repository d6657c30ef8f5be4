using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Crashes;

/// <summary>As its base, over the local disk, where a whole directory can appear at once.</summary>
internal sealed class AnnouncingDirectoryStore(LocalObjectStore store, TextWriter output) : AnnouncingStore(store, output), IDirectoryStore
{
    private readonly IDirectoryStore _directories = store;

    public bool DirectoryExists(ObjectPath directory) => _directories.DirectoryExists(directory);

    public ValueTask<bool> TryPublishAsync(
        ObjectPath directory, IReadOnlyCollection<PendingObject> tokens, CancellationToken cancellationToken)
    {
        Announce($"{Publish}{directory}");
        return _directories.TryPublishAsync(directory, tokens, cancellationToken);
    }

    public void RemoveEmptyDirectories(ObjectPath directory) => _directories.RemoveEmptyDirectories(directory);

    public void RemoveEmptyDirectoriesBelow(ObjectPath directory) => _directories.RemoveEmptyDirectoriesBelow(directory);
}
