using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Telemetry;
using Microsoft.Extensions.Logging;

namespace DataflowWrite;

/// <summary>
/// What a write makes of its rows. Immutable; checked as a whole when the write starts, before anything is read or written.
/// </summary>
public sealed record DatasetWriteOptions
{
    /// <summary>The default of <see cref="MaxRowsPerFile"/>.</summary>
    public const long DefaultMaxRowsPerFile = 50_000_000;

    /// <summary>The default of <see cref="MinParallelFiles"/>.</summary>
    public const int DefaultMinParallelFiles = 4;

    /// <summary>The default of <see cref="MaxOpenFiles"/>.</summary>
    public const int DefaultMaxOpenFiles = 1024;

    /// <summary>The file format. Default null: the one that a single file's extension names, else CSV.</summary>
    public FileFormat? Format { get; init; }

    /// <summary>
    /// Formats that a single file's extension may choose besides those of this package: an instance of one in another package, or one with options of
    /// your own. Default none; irrelevant with <see cref="Format"/>.
    /// </summary>
    public IReadOnlyList<FileFormat> Formats { get; init; } = [];

    /// <summary>
    /// The compression of text files. Default null: the one that a single file's extension names, else none. Stateful formats compress by
    /// themselves and refuse any other than none.
    /// </summary>
    public CompressionType? Compression { get; init; }

    /// <summary>The codec's level. Default null: the codec's own default; see <see cref="CompressionType"/> for ranges.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary>The layout of compressed files. Default <see cref="CompressionFraming.Independent"/>; irrelevant without compression.</summary>
    public CompressionFraming CompressionFraming { get; init; }

    /// <summary>The schema of the input. Default null: that of the first batch. Needed for the header of an empty file.</summary>
    public Schema? Schema { get; init; }

    /// <summary>The partition columns, and transforms of columns, in the order of the directories. Default none.</summary>
    public PartitionSpec PartitionBy { get; init; } = PartitionSpec.None;

    /// <summary>Whether partition columns stay in the files as well. Default false; irrelevant without partitions.</summary>
    public bool KeepPartitionColumns { get; init; }

    /// <summary>What to do with partition keys that some readers misread. Default <see cref="KeyText.Encode"/>.</summary>
    public KeyText KeyText { get; init; }

    /// <summary>
    /// What becomes of data that is there already. Default null: <see cref="Commit.SaveMode.Append"/> for a directory,
    /// <see cref="Commit.SaveMode.ErrorIfExists"/> for a single file.
    /// </summary>
    public SaveMode? SaveMode { get; init; }

    /// <summary>
    /// Whether a file <c>_manifest-ID.json</c> lists the files of the write, with partition values, rows, bytes, statistics and checksum. It is written last.
    /// Default false; a single file refuses it.
    /// </summary>
    public bool WriteManifest { get; init; }

    /// <summary>Whether an empty file <c>_SUCCESS</c> appears behind everything else. Default false; a single file refuses it.</summary>
    public bool WriteSuccessFile { get; init; }

    /// <summary>Whether the destination is a file or a directory. Default <see cref="OutputMode.Automatic"/>.</summary>
    public OutputMode OutputMode { get; init; }

    /// <summary>
    /// Rows after which a file is closed and the next one begins, exactly, in each partition. Default null: 50,000,000; a single
    /// file has no limit and refuses one.
    /// </summary>
    public long? MaxRowsPerFile { get; init; }

    /// <summary>Files that take batches in turn. Default 4; irrelevant with partitions, in a single file and in sequential order.</summary>
    public int MinParallelFiles { get; init; } = DefaultMinParallelFiles;

    /// <summary>How rows are spread over files. Default <see cref="FileOrder.RoundRobin"/>; irrelevant with partitions.</summary>
    public FileOrder FileOrder { get; init; }

    /// <summary>
    /// The template of file names, with <c>{id}</c>, <c>{n}</c>, <c>{ext}</c> and <c>{partition column}</c>. Default null: <c>{id}_{n}.{ext}</c>; a
    /// single file has its own name and refuses one.
    /// </summary>
    public string? FileNameTemplate { get; init; }

    /// <summary>
    /// The id that all file names of this write carry: 16 characters of <c>[a-z0-9]</c>. Default null: a random one. A write under an id that has succeeded before
    /// changes nothing (<see cref="WriteOutcome.AlreadyWritten"/>); one that crashed before is recovered first.
    /// </summary>
    public string? WriteId { get; init; }

    /// <summary>
    /// Whether <see cref="WrittenFile.Columns"/> tells nulls, smallest and largest value of each column, in every format. Default false: nothing
    /// is gathered, which saves a look at every value.
    /// </summary>
    public bool ColumnStatistics { get; init; }

    /// <summary>Threads that serialize and compress at once. Default null: the number of processors. It never changes the files.</summary>
    public int? MaxDegreeOfParallelism { get; init; }

    /// <summary>
    /// Files that may be open at once, fewer where the memory budget has no room for their compression. Default 1,024. The rows of further files wait in memory; when one of those is full, or memory is short,
    /// the file used least recently is closed, and its partition goes on in another one.
    /// </summary>
    public int MaxOpenFiles { get; init; } = DefaultMaxOpenFiles;

    /// <summary>
    /// Bytes that queued rows, serialized chunks and compression may take. Default null: a quarter of the memory that the process may
    /// use, or the smallest that works where that is more. When they are used up the producer waits.
    /// </summary>
    public long? MemoryBudget { get; init; }

    /// <summary>Whether the caller keeps and disposes its batches. Default false: the write disposes what it accepted.</summary>
    public bool LeaveOpen { get; init; }

    /// <summary>
    /// Whether a sink commits by itself once its input has completed. Default false: <see cref="DatasetSink.CommitAsync"/> does. Link its source with
    /// <see cref="DatasetSink.LinkFrom"/> then: behind a plain link a cancelled block looks like a completed one.
    /// </summary>
    public bool CommitOnComplete { get; init; }

    /// <summary>Told how far the write has come. Default none.</summary>
    public IProgress<WriteProgress>? Progress { get; init; }

    /// <summary>Where log messages go. Default nowhere.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Called before each guarded step; tests make it throw.</summary>
    internal Action<WriteStage>? StageProbe { get; init; }
}
