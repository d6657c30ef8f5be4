using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using DataflowWrite.Benchmarks.Peers.Managed;
using DuckDB.NET.Data;
using ZstdSharp;
using ParquetCompression = ParquetSharp.Compression;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>
/// Reads with DuckDB what a contestant wrote. Every value is read as text and then as its type, since contestants spell the same instant,
/// date or truth in different ways.
/// </summary>
internal sealed class OutputReader(Schema schema)
{
    private const string Instant = @"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?";

    public RowDigest OfParquet(string path) => Digest($"SELECT * FROM read_parquet('{path}')");

    /// <summary>The rows of one cell's output, with those columns that only the names of directories hold.</summary>
    public RowDigest Of(RaceCell cell, string output, bool keepsPartitionColumns)
    {
        var files = Path.Exists(output) && cell.Partition is not null ? $"{output}/**/*.{cell.Format.Extension}" : Plain(cell.Format, output);
        var isHive = cell.Partition is not null && !keepsPartitionColumns;
        var hive = isHive ? ", hive_partitioning = true, hive_types_autocast = false" : ", hive_partitioning = false";
        var columns = string.Join(", ", schema.FieldsList.Where(field => !isHive || field.Name != cell.Partition).Select(field => $"'{field.Name}': 'VARCHAR'"));
        return Digest("SELECT * FROM " + cell.Format.Kind switch
        {
            FormatKind.Csv => $$"""
                read_csv('{{files}}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', parallel = false, columns = { {{columns}} }{{hive}})
                """,
            FormatKind.JsonLines => $$"""read_json('{{files}}', format = 'newline_delimited', columns = { {{columns}} }{{hive}})""",
            _ => $"read_parquet('{files}'{hive})",
        });
    }

    private static string Plain(RaceFormat format, string path)
    {
        if (format.Kind == FormatKind.Arrow)
            return ArrowToParquet(path);

        if (!format.IsText || format.Codec is null)
            return path;

        var plain = path + ".plain";
        using var file = File.OpenRead(path);
        using Stream text = format.Codec == "gzip"
            ? new GZipStream(file, CompressionMode.Decompress)
            : new DecompressionStream(file);
        using var copy = File.Create(plain);
        text.CopyTo(copy);
        return plain;
    }

    private static string ArrowToParquet(string path)
    {
        using var file = File.OpenRead(path);
        using var reader = new ArrowFileReader(file, new Apache.Arrow.Compression.CompressionCodecFactory());
        List<RecordBatch> batches = [];
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);

        var parquet = path + ".parquet";
        ParquetSharpFiles.Write(batches, parquet, ParquetCompression.Snappy);
        return parquet;
    }

    private static string Value(Field field)
    {
        var text = $"(\"{field.Name}\")::VARCHAR";
        return field.DataType switch
        {
            TimestampType => $"regexp_extract({text}, '{Instant}')::TIMESTAMP",
            Date32Type => $"{text}::DATE",
            BooleanType => $"{text}::BOOLEAN",
            DoubleType or FloatType => $"{text}::DOUBLE",
            Decimal128Type type => string.Create(CultureInfo.InvariantCulture, $"{text}::DECIMAL({type.Precision}, {type.Scale})"),
            NumberType => $"{text}::BIGINT",
            _ => text,
        };
    }

    private RowDigest Digest(string rows)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET TimeZone = 'UTC'; SET preserve_insertion_order = false";
        command.ExecuteNonQuery();
        command.CommandText = $"SELECT count(*), coalesce(sum(hash({string.Join(", ", schema.FieldsList.Select(Value))})), 0)::VARCHAR FROM ({rows})";
        using var reader = command.ExecuteReader();
        reader.Read();
        return new(reader.GetInt64(0), BigInteger.Parse(reader.GetString(1), CultureInfo.InvariantCulture));
    }
}
