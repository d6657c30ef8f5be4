using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Parquet;
using DataflowWrite.Serialization;
using DataflowWrite.Tests.Support;
using DuckDB.NET.Data;
using ParquetSharp;
using ParquetSharp.Arrow;

namespace DataflowWrite.Tests.Parquet;

/// <summary>Parquet files in memory: written by the encoder, read by ParquetSharp and DuckDB.</summary>
internal static class ParquetFiles
{
    public static FileEncoderSettings Settings { get; } = new() { Path = "part-0.parquet" };

    public static byte[] Write(ParquetOptions? options, params RecordBatch[] batches) => Write(options, Settings, batches);

    public static byte[] Write(ParquetOptions? options, FileEncoderSettings settings, params RecordBatch[] batches)
    {
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat(options).CreateEncoder(batches[0].Schema, settings);
        foreach (var batch in batches)
            encoder.Append(batch, output);

        encoder.Finish(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The rows as batches, read by Arrow C++.</summary>
    public static async Task<List<RecordBatch>> ReadAsync(byte[] file, ReaderProperties? properties = null)
    {
        using var reader = new FileReader(new MemoryStream(file), properties);
        using var batches = reader.GetRecordBatchReader();
        List<RecordBatch> result = [];
        while (await batches.ReadNextRecordBatchAsync() is { } batch)
            result.Add(batch);

        return result;
    }

    /// <summary>A text for each row that Arrow C++ reads.</summary>
    public static async Task<string[]> RowsAsync(byte[] file) => RowsOf(await ReadAsync(file));

    public static string[] RowsOf(params IEnumerable<RecordBatch> batches) => [.. batches.SelectMany(batch => RowText.Of(batch))];

    public static Schema SchemaOf(byte[] file)
    {
        using var reader = new FileReader(new MemoryStream(file));
        return reader.Schema;
    }

    /// <summary>What <paramref name="select"/> finds in the footer.</summary>
    public static T Inspect<T>(byte[] file, Func<ParquetFileReader, T> select)
    {
        using var reader = new ParquetFileReader(new MemoryStream(file));
        return select(reader);
    }

    public static long[] RowGroups(byte[] file) => Inspect(file, reader => Enumerable.Range(0, reader.FileMetaData.NumRowGroups).Select(i =>
    {
        using var group = reader.RowGroup(i);
        return group.MetaData.NumRows;
    }).ToArray());

    /// <summary>Asks DuckDB; the file stands in the query as <c>{0}</c>.</summary>
    public static List<object?[]> Query(byte[] file, string sql)
    {
        var path = Path.Combine(Path.GetTempPath(), $"dataflowwrite-{Guid.NewGuid():n}.parquet");
        File.WriteAllBytes(path, file);
        try
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql.Replace("{0}", $"'{path}'", StringComparison.Ordinal);
            using var reader = command.ExecuteReader();
            List<object?[]> rows = [];
            while (reader.Read())
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);

            return rows;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static object?[] Column(byte[] file, string expression = "v")
        => [.. Query(file, $"SELECT {expression} FROM {{0}}").Select(row => row[0])];
}
