using System.Globalization;
using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite;

/// <summary>The options of a write, checked against each other and against the destination, with every default filled in.</summary>
internal sealed class WritePlan
{
    private const int ShareOfProcessMemory = 4;

    private readonly FileNameTemplate _fileNames;
    private readonly string _extension;

    private WritePlan(WriteDestination destination, DatasetWriteOptions options, bool isSingle)
    {
        var named = isSingle ? DataFileName.Parse(destination.Path.Name, options.Format?.Extension) : null;
        Destination = destination;
        Options = options;
        IsSingle = isSingle;
        Format = FormatChoice.FormatOf(options, named);
        Compression = FormatChoice.CompressionOf(options, Format, named);
        Codec = CompressionCodec.For(Compression);
        Codec.ResolveLevel(options.CompressionLevel);
        Parallelism = options.MaxDegreeOfParallelism ?? Environment.ProcessorCount;
        MemoryBudget = MemoryBudgetOf(options);
        WriteId = options.WriteId ?? Partitioning.WriteId.Create();
        Partitioning.WriteId.Validate(WriteId);
        _extension = Format.Extension + Codec.Extension;
        _fileNames = FileNameTemplate.Parse(options.FileNameTemplate ?? FileNameTemplate.Default, options.PartitionBy, _extension);
    }

    public WriteDestination Destination { get; }

    public DatasetWriteOptions Options { get; }

    public bool IsSingle { get; }

    public FileFormat Format { get; }

    public CompressionType Compression { get; }

    public string WriteId { get; }

    public CompressionCodec Codec { get; }

    public int Parallelism { get; }

    public long MemoryBudget { get; }

    /// <summary>Whether the format is a stateful one.</summary>
    public bool EncodesFiles => Format is StatefulFormat;

    /// <summary>Whether uploads of the store keep bytes in memory.</summary>
    public bool BuffersUploads => Destination.Store.Capabilities.BuffersUploads;

    /// <summary>What an open file holds for its compression: a frame that is not full, or the state of its stream.</summary>
    public long HeldByOpenFile => Compression == CompressionType.None ? 0
        : Options.CompressionFraming == CompressionFraming.Independent ? Codec.FrameBufferSize
        : Codec.StreamStateBytes(Codec.ResolveLevel(Options.CompressionLevel));

    /// <summary>A manifest has them of every file.</summary>
    public bool WantsStatistics => Options.ColumnStatistics || Options.WriteManifest;

    private string CompressionName => Compression.ToString().ToLowerInvariant();

    /// <exception cref="ArgumentException">The options contradict each other or the destination.</exception>
    /// <exception cref="IOException">The store could not be asked.</exception>
    public static async Task<WritePlan> CreateAsync(
        WriteDestination destination, DatasetWriteOptions options, CancellationToken cancellationToken)
    {
        OptionChecks.ThrowIfInvalid(options);
        var mayBeFile = !destination.ExistsAsDirectory && !destination.Path.IsRoot;
        var isFile = mayBeFile
            && await destination.Store.HeadAsync(destination.Path, cancellationToken).ConfigureAwait(false) is not null;
        var target = new OutputTarget
        {
            Text = destination.Text,
            HasTrailingSlash = destination.HasTrailingSlash,
            ExistsAsDirectory = destination.ExistsAsDirectory,
            ExistsAsFile = isFile && options.SaveMode is not (SaveMode.Ignore or SaveMode.Overwrite),
            Partitioned = options.PartitionBy.Count > 0,
            IsDataFileName = DataFileName.Parse(destination.Path.Name, options.Format?.Extension) is not null,
        };
        var mode = OutputLayout.Resolve(target, options.OutputMode);
        var isSingle = mode == OutputMode.Single;
        OptionChecks.ThrowIfUnfitFor(options, isSingle);
        return new(destination, options, isSingle);
    }

    public WriteMonitor CreateMonitor()
        => new(WriteId, Format.Name, CompressionName, Options.Progress, Options.Logger, Options.TimeProvider);

    public void Announce(WriteMonitor monitor) => monitor.Started(Destination.Text, Format.Name, CompressionName);

    /// <summary>What has to be committed, and how; the paths of a later attempt than the first carry its number.</summary>
    public WriteTransaction CreateTransaction() => new(Destination.Store, WriteId, new()
    {
        Destination = Destination.Path,
        IsSingleFile = IsSingle,
        SaveMode = Options.SaveMode ?? (IsSingle ? SaveMode.ErrorIfExists : SaveMode.Append),
        IsRepeatable = Options.WriteId is not null,
        TimeProvider = Options.TimeProvider,
    });

    public ObjectPath PathOf(PartitionKey partition, long number, int attempt)
    {
        if (IsSingle)
            return Destination.Path;

        var id = attempt == 1 ? WriteId : string.Create(CultureInfo.InvariantCulture, $"{WriteId}-{attempt}");
        var name = _fileNames.Format(id, number, _extension, partition);
        return Destination.Path.Append(OutputLayout.FilePath(partition, name));
    }

    /// <summary>The path as the user would type it: the destination as given, and what stands below it.</summary>
    public string DisplayPath(ObjectPath path)
        => Destination.Path.TryGetRelative(path, out var relative)
            ? Destination.Text.Length == 0 ? relative : $"{Destination.Text.TrimEnd('/')}/{relative}"
            : Destination.Text;

    public IDemuxer CreateDemuxer(Schema inputSchema)
        => Demuxers.For(Options, inputSchema, Destination.Store.Capabilities.FoldsCase, IsSingle);

    private long MemoryBudgetOf(DatasetWriteOptions options)
    {
        var minimum = WriteMemory.Minimum(Codec, Parallelism, EncodesFiles, BuffersUploads);
        var budget = options.MemoryBudget
            ?? Math.Max(minimum, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfProcessMemory);
        return budget >= minimum ? budget : throw new ArgumentException(
            $"{nameof(options.MemoryBudget)} (--memory) is {budget:N0} bytes; with compression {CompressionName} and {Parallelism} threads the smallest "
            + $"that works is {minimum:N0}.",
            nameof(options));
    }
}
