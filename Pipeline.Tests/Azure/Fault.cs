namespace DataflowWrite.Tests.Azure;

/// <summary>What happens to one request on its way to the service.</summary>
public enum Fault
{
    /// <summary>It arrives, and so does its answer.</summary>
    None,

    /// <summary>It never arrives.</summary>
    LostRequest,

    /// <summary>It takes effect, and its answer never arrives.</summary>
    LostAnswer,

    /// <summary>It takes effect twice; the second answer arrives.</summary>
    Twice,

    /// <summary>The service is busy, and asks to wait for 7 seconds.</summary>
    Busy,

    /// <summary>Access is denied.</summary>
    Denied,

    /// <summary>It arrives with another checksum than that of its bytes.</summary>
    Corrupted,
}
