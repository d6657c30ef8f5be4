using System.CommandLine;
using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Sources;
using DataflowWrite.Stages;

namespace DataflowWrite.Cli;

/// <summary>The options of <c>dfw write</c>, and how their texts become <see cref="WriteArguments"/>.</summary>
internal sealed class WriteOptionSet
{
    private readonly Argument<string[]> _inputs = new("input")
    {
        Description = "Files, patterns (*, ?, [a-z], **), the directory of a dataset, or - for standard input: .csv, .jsonl, .arrow, .arrows, plain or compressed, and .parquet.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _to = new("--to") { HelpName = "destination", Description = "A directory or a file, as path, s3://bucket/path or az://container/path.", Required = true };
    private readonly Option<string?> _format = Text("--format", "csv|jsonl|arrow|arrows|parquet", "The file format. Default: what the destination's extension says, else csv.");
    private readonly Option<string?> _csvDialect = Text("--csv-dialect", "rfc4180|spark|hive|postgresql", "Write CSV as this reader takes it. Default: as in docs/formats.md.");
    private readonly Option<string?> _compression
        = Text("--compression", "none|gzip|zstd|bzip2|xz|lz4|snappy[:LEVEL]",
            "Default: what the destination's extension says, else none. Levels: gzip 0-9 (6), zstd 1-22 (3), bzip2 1-9 (9), xz 0-9 (6), lz4 1-12 (1). "
            + "For arrow none|lz4|zstd, default lz4; for parquet none|snappy|gzip|brotli|zstd|lz4, default zstd.");

    private readonly Option<string?> _rowGroupRows = Text("--row-group-rows", "N", "Parquet: rows of a row group. Default: 1048576.");
    private readonly Option<string?> _rowGroupBytes = Text("--row-group-bytes", "SIZE", "Parquet: end a row group at so many bytes in memory, as 128M. Default: no limit.");

    private readonly Option<string?> _partitionBy
        = Text("--partition-by", "a,day(b),...", "The columns whose values become directories, as a=1/b_day=2024-09-02, or year, month, day or hour(column[,'zone']), "
            + "truncate(width,column), bucket(count,column) of them, perhaps with 'as name' behind. A name with a comma or parentheses stands in double quotes.");
    private readonly Option<bool> _keep = Flag("--keep-partition-columns", "Keep the partition columns in the files as well.");
    private readonly Option<string?> _outputMode = Text("--output-mode", "auto|single|directory", "Whether the destination is one file or a directory. Default: auto.");
    private readonly Option<string?> _saveMode
        = Text("--save-mode", "append|error|ignore|overwrite|overwrite-partitions",
            "What becomes of data that is there: overwriting removes it once the new files are visible, all of it or that of the partitions that get rows. "
            + "Default: append for a directory, error for a file.");

    private readonly Option<bool> _manifest = Flag("--manifest", "Write _manifest-ID.json last, which lists the files with rows, bytes, statistics and checksums.");
    private readonly Option<bool> _successFile = Flag("--success-file", "Write an empty _SUCCESS behind everything else.");
    private readonly Option<string?> _maxRows = Text("--max-rows-per-file", "N", "Begin another file after N rows. Default: 50000000.");
    private readonly Option<string?> _minFiles = Text("--min-parallel-files", "N", "Files that take rows in turn. Default: 4.");
    private readonly Option<string?> _fileOrder = Text("--file-order", "roundrobin|sequential", "sequential fills one file after the other. Default: roundrobin.");
    private readonly Option<string?> _fileName = Text("--file-name", "TEMPLATE", "With {id}, {n}, {ext} and {column}. Default: {id}_{n}.{ext}.");
    private readonly Option<string?> _writeId = Text("--write-id", "ID", "16 characters a-z and 0-9 that the file names carry. Default: random.");
    private readonly Option<string?> _threads = Text("--threads", "N", "Threads that serialize and compress. Default: one per processor.");
    private readonly Option<string?> _maxOpenFiles = Text("--max-open-files", "N", "Files open at once. Default: 1024.");
    private readonly Option<string?> _memory = Text("--memory", "SIZE", "Bytes for queued rows and chunks, as 512M or 4G. Default: a quarter of the memory.");
    private readonly Option<string?> _schema
        = Text("--schema", "name:type,...", "For CSV and JSON Lines: types instead of inferred ones: string bool int8 ... uint64 float32 float64 decimal(p,s) date32 timestamp[unit,zone] ...");

    private readonly Option<string?> _batchSize = Text("--batch-size", "N", "Rows read at once. Default: 8192.");
    private readonly Option<string?> _sampleRows = Text("--sample-rows", "N", "Rows to infer types from, within 8 MiB for the default. Default: 20000.");
    private readonly Option<string?> _delimiter = Text("--delimiter", "CHAR", "Between the fields of CSV input; tab for a tab. Default: a comma.");
    private readonly Option<string?> _connection
        = Text("--connection", "postgres:...|duckdb:FILE", "A database to query instead of inputs: postgres://user@host/database, postgres:Host=...;Database=..., or duckdb:FILE.");

    private readonly Option<string?> _query = Text("--query", "SQL", "What to ask the database of --connection.");
    private readonly Option<string?> _inputFormat = Text("--input-format", "csv|jsonl|arrow|arrows|parquet[.gz|...]", "The format of the inputs, whatever their names. arrow from a pipe may be a stream; parquet has to be a plain file.");
    private readonly Option<bool> _dryRun = Flag("--dry-run", "Do everything but write; show what would be written, and where.");
    private readonly Option<bool> _json = Flag("--json", "Print the result as one JSON object.");
    private readonly Option<bool> _statistics = Flag("--statistics", "Tell nulls, smallest and largest value of each column of each file, in the result of --json.");
    private readonly Option<string?> _progress = Text("--progress", "auto|none", "A live status line when standard error is a terminal. Default: auto.");

    public WriteOptionSet(Command command)
    {
        command.Arguments.Add(_inputs);
        foreach (var option in new Option[]
        {
            _to, _format, _csvDialect, _compression, _rowGroupRows, _rowGroupBytes, _partitionBy, _keep, _outputMode, _saveMode, _manifest, _successFile, _maxRows, _minFiles, _fileOrder, _fileName, _writeId, _threads,
            _maxOpenFiles, _memory, _schema, _batchSize, _sampleRows, _delimiter, _inputFormat, _connection, _query, _dryRun, _json, _statistics,
            _progress,
        })
            command.Options.Add(option);
    }

    /// <exception cref="UsageException">A value is not accepted.</exception>
    public WriteArguments Read(ParseResult parsed)
    {
        string? Value(Option<string?> option) => parsed.GetValue(option);

        var inputs = parsed.GetValue(_inputs) ?? [];
        UsageText.RefuseOptions(inputs, "write");
        if (parsed.GetValue(_statistics) && !parsed.GetValue(_json))
            throw new UsageException("--statistics is a part of the JSON result; give --json as well.");

        RequireOneSource(parsed, inputs);
        return new()
        {
            Inputs = inputs,
            Connection = Value(_connection) is { } connection ? DatabaseConnection.Parse(connection) : null,
            Query = Value(_query),
            To = ReadDestination(parsed.GetRequiredValue(_to)),
            Format = ReadFormat(Value(_format), Value(_csvDialect)),
            CsvDialect = ReadDialect(Value(_csvDialect)),
            Compression = Value(_compression),
            RowGroupRows = OptionText.Number(_rowGroupRows.Name, Value(_rowGroupRows), 1),
            RowGroupBytes = OptionText.Size(_rowGroupBytes.Name, Value(_rowGroupBytes)),
            PartitionBy = ReadPartitions(Value(_partitionBy)),
            KeepPartitionColumns = parsed.GetValue(_keep),
            OutputMode = OptionText.Choice(_outputMode.Name, Value(_outputMode) ?? "auto",
                ("auto", OutputMode.Automatic), ("single", OutputMode.Single), ("directory", OutputMode.Directory)),
            SaveMode = Value(_saveMode) is { } saveMode ? OptionText.Choice(_saveMode.Name, saveMode,
                ("append", SaveMode.Append), ("error", SaveMode.ErrorIfExists), ("ignore", SaveMode.Ignore), ("overwrite", SaveMode.Overwrite),
                ("overwrite-partitions", SaveMode.OverwritePartitions)) : null,
            Manifest = parsed.GetValue(_manifest),
            SuccessFile = parsed.GetValue(_successFile),
            MaxRowsPerFile = OptionText.Number(_maxRows.Name, Value(_maxRows), 1),
            MinParallelFiles = OptionText.Integer(_minFiles.Name, Value(_minFiles), 1),
            FileOrder = OptionText.Choice(_fileOrder.Name, Value(_fileOrder) ?? "roundrobin",
                ("roundrobin", FileOrder.RoundRobin), ("sequential", FileOrder.Sequential)),
            FileName = Value(_fileName),
            WriteId = OptionText.WriteId(_writeId.Name, Value(_writeId)),
            Threads = OptionText.Integer(_threads.Name, Value(_threads), 1),
            MaxOpenFiles = OptionText.Integer(_maxOpenFiles.Name, Value(_maxOpenFiles), 1),
            Memory = OptionText.Size(_memory.Name, Value(_memory)),
            Schema = ReadSchema(Value(_schema)),
            BatchSize = OptionText.Integer(_batchSize.Name, Value(_batchSize), 1),
            SampleRows = OptionText.Integer(_sampleRows.Name, Value(_sampleRows), 1),
            Delimiter = OptionText.Delimiter(_delimiter.Name, Value(_delimiter)),
            InputFormat = Value(_inputFormat) is { } input ? InputFormats.Parse(_inputFormat.Name, input) : null,
            DryRun = parsed.GetValue(_dryRun),
            Json = parsed.GetValue(_json),
            Statistics = parsed.GetValue(_statistics),
            ShowsProgress = OptionText.Choice(_progress.Name, Value(_progress) ?? "auto", ("auto", true), ("none", false)),
        };
    }

    private string? ReadFormat(string? text, string? dialect)
    {
        var format = text is null ? null : OptionText.Choice(_format.Name, text,
            ("csv", "csv"), ("jsonl", "jsonl"), ("arrow", "arrow"), ("arrows", "arrows"), ("parquet", "parquet"));
        if (dialect is null)
            return format;

        return format is null or "csv" ? "csv" : throw new UsageException(
            $"{_csvDialect.Name} is for CSV and contradicts {_format.Name} {format}; leave one of them out.");
    }

    private CsvOptions? ReadDialect(string? text) => text is null ? null : OptionText.Choice(_csvDialect.Name, text,
        ("rfc4180", CsvOptions.Rfc4180), ("spark", CsvOptions.Spark), ("hive", CsvOptions.Hive), ("postgresql", CsvOptions.PostgreSql));

    private void RequireOneSource(ParseResult parsed, string[] inputs)
    {
        var query = parsed.GetValue(_query);
        if (parsed.GetValue(_connection) is null)
        {
            if (query is not null)
                throw new UsageException($"{_query.Name} needs {_connection.Name} with the database to ask.");

            if (inputs.Length == 0)
                throw new UsageException($"An input is missing: name files, - for standard input, or a database with {_connection.Name}; "
                    + $"see 'dfw {WriteCommand.Name} --help'.");

            return;
        }

        if (inputs.Length > 0)
            throw new UsageException($"{_connection.Name} reads a database and no files; leave out '{inputs[0]}' or {_connection.Name}.");

        if (string.IsNullOrWhiteSpace(query))
            throw new UsageException($"{_connection.Name} needs {_query.Name} with the SQL to run.");

        foreach (var option in new[] { _inputFormat, _delimiter, _sampleRows })
            if (parsed.GetValue(option) is not null)
                throw new UsageException($"{option.Name} is for files, and {_connection.Name} reads a database; leave it out.");
    }

    private static string ReadDestination(string text) => text switch
    {
        "" => throw new UsageException("--to is empty; name a directory or a file."),
        "-" => throw new UsageException("--to '-' would be standard output, which cannot take back what has failed; name a file and print it with "
            + "'dfw cat', or './-' for a directory of that name."),
        _ => text,
    };

    private PartitionSpec ReadPartitions(string? text)
    {
        try
        {
            return text is null ? PartitionSpec.None : PartitionSpec.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{_partitionBy.Name}: {e.Message}");
        }
    }

    private IReadOnlyList<Field> ReadSchema(string? text)
    {
        try
        {
            return text is null ? [] : SchemaText.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{_schema.Name}: {e.Message}");
        }
    }

    private static Option<string?> Text(string name, string values, string description)
        => new(name) { HelpName = values, Description = description };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
