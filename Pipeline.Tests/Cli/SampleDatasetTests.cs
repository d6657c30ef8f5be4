using DataflowWrite.Tests.Conventions;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Cli;

/// <summary>What the first command of the README makes, read by somebody else.</summary>
public sealed class SampleDatasetTests
{
    [TestCase("csv", "read_csv('{0}/**/*.csv', all_varchar=true, hive_partitioning=true, hive_types_autocast=false)")]
    [TestCase("jsonl", "read_json('{0}/**/*.jsonl.zst', hive_partitioning=true, hive_types_autocast=false)")]
    public async Task DuckDb_reads_the_rows_of_the_sample_from_the_dataset(string format, string reader)
    {
        using var workspace = new Workspace();
        var sample = Path.Combine(RepositoryTree.Root, "samples", "airports.csv");
        var compression = format == "csv" ? "none" : "zstd";
        var run = await CliRun.Of(
            "write", sample, "--to", workspace["airports"], "--format", format, "--compression", compression, "--partition-by", "state");
        run.Code.Should().Be(0, run.Error);

        const string Columns = "iata, name, city, state, country, CAST(latitude AS DOUBLE), CAST(longitude AS DOUBLE)";
        var written = $"SELECT {Columns} FROM {string.Format(System.Globalization.CultureInfo.InvariantCulture, reader, workspace["airports"])}";
        var original = $"SELECT {Columns} FROM read_csv('{sample}', all_varchar=true)";
        Count($"({written} EXCEPT ALL {original})").Should().Be(0, "nothing was added");
        Count($"({original} EXCEPT ALL {written})").Should().Be(0, "nothing is missing");
        Count($"({written})").Should().Be(3376);
    }

    private static long Count(string query)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {query}";
        return (long)command.ExecuteScalar()!;
    }
}
