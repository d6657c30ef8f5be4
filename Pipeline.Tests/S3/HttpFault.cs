namespace DataflowWrite.Tests.S3;

/// <summary>What happens to one request.</summary>
public enum HttpFault
{
    None,

    /// <summary>It never reaches the server.</summary>
    Refuse,

    /// <summary>The server does it, and the answer is lost with the connection.</summary>
    DropAnswer,

    /// <summary>The server does it, and the client waits in vain.</summary>
    TimeOut,

    /// <summary>The server does it twice; the client sees the second answer.</summary>
    Twice,

    /// <summary>The server does it, and answers 500.</summary>
    FailAfter,

    /// <summary>It is not done, and answered with 200 and an error in the body.</summary>
    ErrorInside,

    /// <summary>It is not done: 503 SlowDown, with a Retry-After.</summary>
    SlowDown,
}
