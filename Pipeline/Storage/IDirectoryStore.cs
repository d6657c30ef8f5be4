namespace DataflowWrite.Storage;

/// <summary>A store whose directories exist by themselves, and in which a new one can appear with all that is in it, in one step.</summary>
internal interface IDirectoryStore
{
    /// <summary>Whether there is a directory, be it empty, or anything else at the path.</summary>
    bool DirectoryExists(ObjectPath directory);

    /// <summary>
    /// Makes a directory visible with prepared objects of its own in it; their tokens stay good, and answer as committed ones. False, with nothing
    /// changed, when something is at the directory's path already, or the file system lacks what it takes.
    /// </summary>
    ValueTask<bool> TryPublishAsync(ObjectPath directory, IReadOnlyCollection<PendingObject> tokens, CancellationToken cancellationToken);

    /// <summary>Removes a directory and its parents, as far as they are empty and below the root, whoever made them.</summary>
    void RemoveEmptyDirectories(ObjectPath directory);

    /// <summary>Removes the directories below one, at any depth, and then that one and its parents, as far as they are empty.</summary>
    void RemoveEmptyDirectoriesBelow(ObjectPath directory);
}
