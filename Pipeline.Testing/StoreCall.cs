using DataflowWrite.Storage;

namespace DataflowWrite.Testing;

/// <summary>A kind of call of an <see cref="IObjectStore"/> or of its uploads.</summary>
public enum StoreCall
{
    /// <summary><see cref="IObjectStore.StartUploadAsync"/>.</summary>
    Start,

    /// <summary><see cref="IObjectUpload.WriteAsync"/>.</summary>
    Write,

    /// <summary><see cref="IObjectUpload.PrepareAsync"/>.</summary>
    Prepare,

    /// <summary>Disposing an <see cref="IObjectUpload"/>.</summary>
    DisposeUpload,

    /// <summary><see cref="IObjectStore.CommitAsync"/>.</summary>
    Commit,

    /// <summary><see cref="IObjectStore.AbortAsync"/>.</summary>
    Abort,

    /// <summary><see cref="IObjectStore.PutAsync"/>.</summary>
    Put,

    /// <summary><see cref="IObjectStore.DeleteAsync"/>.</summary>
    Delete,

    /// <summary><see cref="IObjectStore.HeadAsync"/>.</summary>
    Head,

    /// <summary><see cref="IObjectStore.OpenReadAsync"/>.</summary>
    OpenRead,

    /// <summary><see cref="IObjectStore.ListAsync"/>, from the first item that is asked for to the last.</summary>
    List,

    /// <summary><see cref="IObjectStore.ListPendingAsync"/>, from the first item that is asked for to the last.</summary>
    ListPending,
}
