using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Sources;
using DataflowWrite.Stages;

namespace DataflowWrite.Cli;

/// <summary>The command line of <c>dfw write</c>, read and checked one option at a time.</summary>
internal sealed record WriteArguments
{
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The database to read instead of inputs, or null.</summary>
    public DatabaseConnection? Connection { get; init; }

    /// <summary>What to ask the database; there is one exactly when there is a connection.</summary>
    public string? Query { get; init; }

    public required string To { get; init; }

    /// <summary><c>csv</c>, <c>jsonl</c>, <c>arrow</c>, <c>arrows</c>, <c>parquet</c> or null.</summary>
    public string? Format { get; init; }

    /// <summary>The dialect of CSV files; the format is <c>csv</c> where it is given.</summary>
    public CsvOptions? CsvDialect { get; init; }

    /// <summary>As it was given: what it may be depends on the format.</summary>
    public string? Compression { get; init; }

    public long? RowGroupRows { get; init; }

    public long? RowGroupBytes { get; init; }

    public PartitionSpec PartitionBy { get; init; } = PartitionSpec.None;

    public bool KeepPartitionColumns { get; init; }

    public OutputMode OutputMode { get; init; }

    public SaveMode? SaveMode { get; init; }

    public bool Manifest { get; init; }

    public bool SuccessFile { get; init; }

    public long? MaxRowsPerFile { get; init; }

    public int? MinParallelFiles { get; init; }

    public FileOrder FileOrder { get; init; }

    public string? FileName { get; init; }

    public string? WriteId { get; init; }

    public int? Threads { get; init; }

    public int? MaxOpenFiles { get; init; }

    public long? Memory { get; init; }

    public IReadOnlyList<Field> Schema { get; init; } = [];

    public int? BatchSize { get; init; }

    public int? SampleRows { get; init; }

    public char? Delimiter { get; init; }

    /// <summary>The format and compression of the inputs where their names are not to say them.</summary>
    public (InputFormat Format, CompressionType Compression)? InputFormat { get; init; }

    public bool DryRun { get; init; }

    public bool Json { get; init; }

    /// <summary>Whether the JSON result has the statistics of columns.</summary>
    public bool Statistics { get; init; }

    public bool ShowsProgress { get; init; }

    public DatasetWriteOptions ToOptions(OutputFormat output) => new()
    {
        Format = output.Format,
        Compression = output.Compression,
        CompressionLevel = output.CompressionLevel,
        PartitionBy = PartitionBy,
        KeepPartitionColumns = KeepPartitionColumns,
        OutputMode = OutputMode,
        SaveMode = SaveMode,
        WriteManifest = Manifest,
        WriteSuccessFile = SuccessFile,
        MaxRowsPerFile = MaxRowsPerFile,
        MinParallelFiles = MinParallelFiles ?? DatasetWriteOptions.DefaultMinParallelFiles,
        FileOrder = FileOrder,
        FileNameTemplate = FileName,
        WriteId = WriteId,
        ColumnStatistics = Statistics,
        MaxDegreeOfParallelism = Threads,
        MaxOpenFiles = MaxOpenFiles ?? DatasetWriteOptions.DefaultMaxOpenFiles,
        MemoryBudget = Memory,
    };
}
