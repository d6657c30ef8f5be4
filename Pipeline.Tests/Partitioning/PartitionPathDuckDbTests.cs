using DataflowWrite.Partitioning;
using DuckDB.NET.Data;

namespace DataflowWrite.Tests.Partitioning;

/// <summary>DuckDB reads the keys back out of the directories.</summary>
public sealed class PartitionPathDuckDbTests
{
    private static readonly string?[] Keys =
    [
        "NY", "New York", "a/b", "a\\b", "a=b", "50%", "%2F", "a:b", "\"#'*?{}[]^<>|", "\t\n\r\u0001\u007F", " a ", " ", "a.", "..", ".a", "é",
        "日本😀", "null", "NULL", "Null", PartitionPath.NullMarker, "%5F_HIVE_DEFAULT_PARTITION__", "~`!@$&()+,-;_", "007", "true", null, "",
    ];

    [Test]
    public void Every_key_is_read_back_as_it_was()
    {
        var directory = Directory.CreateTempSubdirectory("dataflow-write-");
        try
        {
            for (var i = 0; i < Keys.Length; i++)
            {
                var segment = directory.CreateSubdirectory(PartitionPath.Encode("the key", Keys[i]));
                File.WriteAllText(Path.Combine(segment.FullName, "a.csv"), $"v\n{i}\n");
            }

            ReadKeys(directory.FullName).Should().Equal(Keys);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static List<string?> ReadKeys(string directory)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"select \"the key\" from read_csv('{directory}/*/*.csv', header = true, hive_partitioning = true, hive_types_autocast = false) order by v";
        using var reader = command.ExecuteReader();
        var keys = new List<string?>();
        while (reader.Read())
            keys.Add(reader.IsDBNull(0) ? null : reader.GetString(0));

        return keys;
    }
}
