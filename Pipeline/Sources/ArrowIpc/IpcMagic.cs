namespace DataflowWrite.Sources.ArrowIpc;

/// <summary>How Arrow data begins.</summary>
internal static class IpcMagic
{
    /// <summary>The magic of a file, and two bytes that align what follows.</summary>
    public const int PaddedLength = 8;

    public static ReadOnlySpan<byte> File => "ARROW1"u8;

    public static ReadOnlySpan<byte> FeatherOne => "FEA1"u8;

    /// <summary>What stands before the length of each message; older writers leave it out.</summary>
    public static ReadOnlySpan<byte> Continuation => [0xFF, 0xFF, 0xFF, 0xFF];
}
