using DataflowWrite.Compression;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Properties;

/// <summary>Reads a dataset of <see cref="WriteCaseRows"/> with DuckDB: its files, and its partition columns out of the directories.</summary>
internal static class DuckDbDataset
{
    private static readonly (string Name, string Type)[] Columns =
        [("id", "BIGINT"), ("key", "VARCHAR"), ("label", "VARCHAR"), ("text", "VARCHAR"), ("flag", "BOOLEAN"), ("day", "DATE")];

    public static List<WriteCaseRows.Row> Read(string directory, DatasetWriteOptions options, IEnumerable<string> files)
    {
        var paths = string.Join(", ", files.Select(file => Text(Readable(Path.Combine(directory, file), options.Compression))));
        var inFiles = Columns.Where(column => options.KeepPartitionColumns || options.PartitionBy.All(field => field.Name != column.Name));
        var columns = string.Join(", ", inFiles.Select(column => $"{Text(column.Name)}: {Text(column.Type)}"));
        var hive = options.PartitionBy.Count == 0 ? "hive_partitioning=false"
            : $"hive_partitioning=true, hive_types={{{string.Join(", ", options.PartitionBy.Select(field => $"{Text(field.Name)}: VARCHAR"))}}}";
        var reader = options.Format!.Name == "csv"
            ? $"read_csv([{paths}], auto_detect=false, header=true, delim=',', quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false, "
                + $"new_line='\\n', columns={{{columns}}}, {hive})"
            : $"read_json([{paths}], format='newline_delimited', columns={{{columns}}}, {hive})";

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id, key, label, text, flag, day - DATE '1970-01-01' FROM {reader} ORDER BY id";
        using var rows = command.ExecuteReader();
        var result = new List<WriteCaseRows.Row>();
        while (rows.Read())
            result.Add(new(
                rows.GetInt64(0),
                rows.IsDBNull(1) ? null : rows.GetString(1),
                rows.IsDBNull(2) ? null : rows.GetString(2),
                rows.IsDBNull(3) ? null : rows.GetString(3),
                rows.IsDBNull(4) ? null : rows.GetBoolean(4),
                rows.IsDBNull(5) ? null : (int)rows.GetInt64(5)));

        return result;
    }

    /// <summary>The file, or its content beside it where DuckDB does not know the compression.</summary>
    private static string Readable(string path, CompressionType? compression)
    {
        if (compression is null or CompressionType.None or CompressionType.Gzip or CompressionType.Zstd)
            return path;

        var codec = CompressionCodec.For(compression.Value);
        var plain = path[..^codec.Extension.Length];
        using var input = codec.CreateDecompressor(File.OpenRead(path));
        using var output = File.Create(plain);
        input.CopyTo(output);
        return plain;
    }

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
