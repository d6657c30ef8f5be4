namespace DataflowWrite.Telemetry;

/// <summary>The stages of a write, in the order in which a row passes them.</summary>
public enum WriteStage
{
    /// <summary>The options, the schema and the destination were being checked.</summary>
    Plan,

    /// <summary>The caller's source was being read.</summary>
    Source,

    /// <summary>A batch was being checked and split by partition or file.</summary>
    Demux,

    /// <summary>Rows were being turned into bytes.</summary>
    Serialize,

    /// <summary>Bytes were being compressed.</summary>
    Compress,

    /// <summary>Bytes were being handed to the store.</summary>
    Write,

    /// <summary>An upload was being made durable.</summary>
    Prepare,

    /// <summary>Prepared objects were being made visible.</summary>
    Commit,
}
