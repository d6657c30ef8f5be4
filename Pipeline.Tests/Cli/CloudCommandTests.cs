using DataflowWrite.Storage;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.Cli;

/// <summary>The tool against real servers, which it reaches by URI and variables.</summary>
[NonParallelizable]
public sealed class CloudCommandTests
{
    private const string Csv = "id,kind\n1,a\n2,b\n3,a\n";

    [TestCase("s3")]
    [TestCase("az")]
    public async Task Three_million_rows_come_back_equal(string scheme)
    {
        var original = SharedData.Find("flights-3m.parquet");
        using var place = await StorePlace.MakeAsync(scheme);
        using var workspace = new Workspace();

        var run = await CliProcess.RunAsync(
            place.Environment, "write", original, "--to", $"{place.Root}/flights", "--format", "parquet", "--partition-by", "origin");

        (run.Code, run.Error).Should().Be((0, ""));
        await DownloadAsync(place.Store, workspace["copy"]);
        FlightsChecksum.Of($"read_parquet('{workspace["copy"]}/flights/*/*.parquet', hive_partitioning=true)")
            .Should().Be(FlightsChecksum.Of($"read_parquet('{original}')"));
    }

    [TestCase("s3")]
    [TestCase("az")]
    public async Task Save_modes_single_files_and_recovery_work_by_uri(string scheme)
    {
        using var place = await StorePlace.MakeAsync(scheme);
        using var workspace = new Workspace();
        var input = workspace.Write("in.csv", Csv);
        var (single, dataset) = ($"{place.Root}/deep/one.csv", $"{place.Root}/lake/");
        Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => CliProcess.RunAsync(place.Environment, arguments);

        (await RunAsync("write", input, "--to", single)).Should().Match<(int Code, string Output, string Error)>(run => run.Code == 0 && run.Output.Contains(single));
        (await ReadAsync(place, "deep/one.csv")).Should().Be(Csv);
        var second = await RunAsync("write", input, "--to", single);
        (second.Code, second.Error).Should().Match<(int Code, string Error)>(run => run.Code == 2 && run.Error.Contains("exists"));
        (await RunAsync("write", input, "--to", single, "--save-mode", "overwrite")).Code.Should().Be(0);
        (await RunAsync("write", input, "--to", dataset, "--format", "csv", "--partition-by", "kind", "--manifest", "--success-file")).Code.Should().Be(0);
        (await RunAsync("write", input, "--to", dataset, "--format", "csv", "--partition-by", "kind", "--save-mode", "overwrite")).Code.Should().Be(0);

        (await RunAsync("recover", dataset, "--older-than", "0s", "--apply")).Should().Be((0, "Nothing is left of any write.\n", ""));
        var found = await place.Store.ListAsync(default).Select(metadata => metadata.Path.Value).ToListAsync();
        found.Count(path => path.StartsWith("lake/kind=", StringComparison.Ordinal)).Should().Be(2);
        found.Should().NotContain(path => path.Contains("dfw"));
    }

    /// <summary>Nothing of what a store needs is asked for before the command line is known to be right.</summary>
    [TestCase("gs://bucket/a", "--to: 'gs://bucket/a' names a store by 'gs:'; known here are paths on the local disk, file:, memory:, s3:, az:.*")]
    [TestCase("s3://", "--to: 's3://' names no bucket*")]
    [TestCase("s3://bucket/a//b", "--to: 's3://bucket/a//b' holds an empty segment*")]
    [TestCase("s3://key:secret@bucket/a", "*holds credentials*")]
    public async Task A_uri_that_names_nothing_is_wrong_usage(string uri, string message)
    {
        using var workspace = new Workspace();
        (await CliRun.Of("write", workspace.Write("in.csv", Csv), "--to", uri, "--format", "csv")).ShouldFail(2, message);
    }

    [TestCase("inspect", "s3://bucket/a", "copy the files there first")]
    [TestCase("cat", "az://bucket/a/", "copy the files there first")]
    [TestCase("cat", "file:///data/a", "name the path")]
    public async Task What_only_the_local_disk_can_do_says_so(string command, string uri, string remedy)
        => (await CliRun.Of(command, uri)).ShouldFail(1, $"'{uri}' is a URI, and input is read from the local disk only; {remedy}.*");

    [Test]
    public async Task An_input_by_uri_says_that_it_is_not_read()
    {
        using var workspace = new Workspace();
        (await CliRun.Of("write", "s3://bucket/*.csv", "--to", workspace["out/"])).ShouldFail(1, "'s3://bucket/*.csv' is a URI*copy the files there first.*");
    }

    private static async Task<string> ReadAsync(StorePlace place, string path)
    {
        using var reader = new StreamReader(await place.Store.OpenReadAsync(ObjectPath.Parse(path)));
        return await reader.ReadToEndAsync();
    }

    private static async Task DownloadAsync(IObjectStore store, string directory)
    {
        await foreach (var metadata in store.ListAsync(default))
        {
            var file = Path.Combine(directory, metadata.Path.Value);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await using var source = await store.OpenReadAsync(metadata.Path);
            await using var target = File.Create(file);
            await source.CopyToAsync(target);
        }
    }
}
