namespace DataflowWrite.Commit;

/// <summary>The destination holds data already, and the save mode is <see cref="SaveMode.ErrorIfExists"/>. Nothing was changed.</summary>
public sealed class DatasetExistsException : IOException
{
    /// <summary>Names what is there.</summary>
    public DatasetExistsException(string message)
        : base(message)
    {
    }
}
