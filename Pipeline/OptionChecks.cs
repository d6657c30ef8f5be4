using DataflowWrite.Commit;
using DataflowWrite.Stages;

namespace DataflowWrite;

/// <summary>Refuses options that cannot be meant, before anything is read or written.</summary>
internal static class OptionChecks
{
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static void ThrowIfInvalid(DatasetWriteOptions options)
    {
        AtLeast(nameof(options.MaxRowsPerFile), options.MaxRowsPerFile, 1);
        AtLeast(nameof(options.MinParallelFiles), options.MinParallelFiles, 1);
        AtLeast(nameof(options.MaxDegreeOfParallelism), options.MaxDegreeOfParallelism, 1);
        AtLeast(nameof(options.MaxOpenFiles), options.MaxOpenFiles, 1);
        AtLeast(nameof(options.MemoryBudget), options.MemoryBudget, 1);
        Defined(nameof(options.Compression), options.Compression);
        Defined(nameof(options.CompressionFraming), (Compression.CompressionFraming?)options.CompressionFraming);
        Defined(nameof(options.SaveMode), options.SaveMode);
        Defined(nameof(options.KeyText), (Partitioning.KeyText?)options.KeyText);
        Defined(nameof(options.OutputMode), (Partitioning.OutputMode?)options.OutputMode);
        Defined(nameof(options.FileOrder), (FileOrder?)options.FileOrder);
        ArgumentNullException.ThrowIfNull(options.PartitionBy, nameof(options.PartitionBy));
        ArgumentNullException.ThrowIfNull(options.Formats, nameof(options.Formats));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options.TimeProvider));
    }

    /// <exception cref="ArgumentException">An option of directories was given for a single file.</exception>
    public static void ThrowIfUnfitFor(DatasetWriteOptions options, bool isSingle)
    {
        if (options is { SaveMode: SaveMode.OverwritePartitions, PartitionBy.Count: 0 })
            throw new ArgumentException(
                $"{nameof(options.SaveMode)} (--save-mode) {nameof(SaveMode.OverwritePartitions)} replaces the partitions that get rows, and there are none; "
                + "name partition columns, or overwrite the whole dataset.",
                nameof(options));

        if (!isSingle)
            return;

        if (options.SaveMode == SaveMode.Append)
            throw Unfit(nameof(options.SaveMode), "--save-mode append", "cannot be appended to");

        if (options.WriteManifest)
            throw Unfit(nameof(options.WriteManifest), "--manifest", "needs no list of its files");

        if (options.WriteSuccessFile)
            throw Unfit(nameof(options.WriteSuccessFile), "--success-file", "is there when it is complete");

        if (options.MaxRowsPerFile is not null)
            throw Unfit(nameof(options.MaxRowsPerFile), "--max-rows-per-file", "is never split");

        if (options.FileNameTemplate is not null)
            throw Unfit(nameof(options.FileNameTemplate), "--file-name", "has its name already");

        static ArgumentException Unfit(string name, string argument, string reason)
            => new($"{name} ({argument}) does not go with a single file, which {reason}; write to a directory, or leave the option out.", name);
    }

    private static void AtLeast(string name, long? value, long minimum)
    {
        if (value < minimum)
            throw new ArgumentException($"{name} is {value}; it must be at least {minimum}.", name);
    }

    private static void Defined<T>(string name, T? value)
        where T : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
            throw new ArgumentException($"{name} is {given}; it must be one of {string.Join(", ", Enum.GetNames<T>())}.", name);
    }
}
