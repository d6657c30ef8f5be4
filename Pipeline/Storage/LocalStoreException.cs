namespace DataflowWrite.Storage;

/// <summary>An error that names path and cause already.</summary>
internal sealed class LocalStoreException(string message, Exception? cause) : IOException(message, cause);
