namespace DataflowWrite.Commit;

/// <summary>What a write does about a dataset that is there already.</summary>
public enum SaveMode
{
    /// <summary>Adds files under names of its own, and touches none. The default of datasets.</summary>
    Append,

    /// <summary>Fails when the destination holds data. The default of single files, which cannot be appended to.</summary>
    ErrorIfExists,

    /// <summary>Writes nothing when the destination holds data, and says so.</summary>
    Ignore,

    /// <summary>Removes the files that were there when the write began, once the new ones are all visible.</summary>
    Overwrite,

    /// <summary>As <see cref="Overwrite"/>, but only of the partitions that got rows; needs partitions.</summary>
    OverwritePartitions,
}
