namespace DataflowWrite.S3;

/// <summary>What is sent with the bytes of each part and of each put, for the store to verify and keep.</summary>
public enum S3Checksum
{
    /// <summary>CRC-32C, worked out while the bytes are copied.</summary>
    Crc32C,

    /// <summary>Nothing, for servers that refuse or do not know checksums; what the client's own configuration adds is still sent.</summary>
    None,
}
