using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class DatasetReaderTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("dfw-dataset-").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Partition_values_come_back_as_columns_behind_those_of_the_files()
    {
        Write("state=NY/county=New York/a.csv", "zip\n00501\n");
        Write("state=__HIVE_DEFAULT_PARTITION__/county=%2FX%3D/b.csv", "zip\n1e5\n\n");
        Write("state=%6Eull/county=/c.csv", "zip\n\"\"\n");
        (await Read(inferTypes: false)).Should().BeEquivalentTo(new
        {
            Schema = "zip:string,state:string,county:string",
            Rows = new[] { "|null|", "00501|NY|New York", "1e5|∅|/X=", "∅|∅|/X=" },
        });
    }

    [Test]
    public async Task Types_are_inferred_over_all_files_and_all_directories()
    {
        Write("year=2024/ok=true/a.jsonl", "{\"n\":1}\n");
        Write("year=2025/ok=true/b.jsonl", "{\"n\":2.5}\n");
        (await Read()).Should().BeEquivalentTo(new { Schema = "n:float64,year:int64,ok:bool", Rows = new[] { "1|2024|true", "2.5|2025|true" } });
    }

    [Test]
    public async Task A_partition_column_that_the_files_keep_is_not_doubled()
    {
        Write("k=1/a.csv", "k,v\n1,x\n");
        (await Read()).Should().BeEquivalentTo(new { Schema = "k:int64,v:string", Rows = new[] { "1|x" } });
    }

    [Test]
    public async Task Hidden_names_are_passed_over_at_any_depth()
    {
        Write("a.csv", "v\n1\n");
        Write("_SUCCESS", "");
        Write(".tmp/b.csv", "v\n2\n");
        Write("_log/c.csv", "v\n3\n");
        (await Read()).Rows.Should().Equal("1");
    }

    [Test]
    public async Task A_single_file_is_a_dataset_without_partitions()
    {
        Write("k=1/a.csv", "v\n1\n");
        var source = await DatasetReader.OpenAsync(Path.Combine(_directory, "k=1/a.csv"));
        source.Files.Should().ContainSingle().Which.Should().BeEquivalentTo(new { RelativePath = "a.csv", Partition = System.Array.Empty<object>() });
    }

    [Test]
    public async Task What_is_no_dataset_is_refused()
    {
        await Refused<FileNotFoundException>("*holds no data files.");
        Write("a.txt", "x");
        await Refused<SourceFormatException>("*a.txt is no data file*");
        File.Delete(Path.Combine(_directory, "a.txt"));
        Write("a.csv", "v\n1\n");
        Write("b.jsonl", "{\"v\":1}\n");
        await Refused<SourceFormatException>("*different formats*");
        File.Delete(Path.Combine(_directory, "b.jsonl"));
        Write("k=1/b.csv", "v\n1\n");
        await Refused<SourceFormatException>("*'k=1/b.csv' and 'a.csv' lie in partitions of different columns*");
        await FluentActions.Awaiting(() => DatasetReader.OpenAsync(_directory + "/none")).Should()
            .ThrowAsync<FileNotFoundException>().WithMessage("There is no dataset '*/none'*");
    }

    private Task Refused<TException>(string message)
        where TException : Exception
        => FluentActions.Awaiting(() => DatasetReader.OpenAsync(_directory)).Should().ThrowAsync<TException>().WithMessage(message);

    private async Task<SourceRows> Read(bool inferTypes = true)
    {
        var source = await DatasetReader.OpenAsync(_directory, new() { InferTypes = inferTypes });
        return await SourceText.RowsOf(source.Schema, source.ReadAsync());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
