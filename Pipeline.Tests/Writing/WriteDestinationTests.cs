using DataflowWrite.Serialization;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

/// <summary>What paths and URIs name.</summary>
public sealed class WriteDestinationTests
{
    private static readonly MemoryObjectStore Bucket = new();
    private static readonly ObjectStoreScheme Scheme = new("S9", name => name == "bucket" ? Bucket : throw new ArgumentException($"no {name}"));

    [TestCase("s9://bucket/a/b", "a/b", false)]
    [TestCase("S9://bucket/a/b/", "a/b", true)]
    [TestCase("s9://bucket", "", true)]
    [TestCase("s9://bucket/", "", true)]
    [TestCase("s9://bucket/a%20b?c#d*", "a%20b?c#d*", false)]
    public void A_uri_names_a_path_in_the_store_of_its_bucket(string text, string path, bool isDirectory)
    {
        var destination = WriteDestination.Parse(text, Scheme);

        destination.Store.Should().BeSameAs(Bucket);
        (destination.Path.Value, destination.HasTrailingSlash, destination.Text).Should().Be((path, isDirectory, text));
    }

    [TestCase("memory:a/b", "a/b")]
    [TestCase("memory:///a/b/", "a/b")]
    [TestCase("memory://a/b", "a/b")]
    [TestCase("memory:", "")]
    public void Memory_is_the_one_of_the_process(string text, string path)
    {
        WriteDestination destination = text;

        destination.Store.Should().BeSameAs(MemoryObjectStore.Shared);
        destination.Path.Value.Should().Be(path);
    }

    [TestCase("file:///tmp/some%20lake/", "/tmp/some lake/")]
    [TestCase("file:/tmp/lake", "/tmp/lake")]
    [TestCase("file://localhost/tmp/lake", "/tmp/lake")]
    [TestCase("FILE:///tmp/a%3Fb", "/tmp/a?b")]
    [Platform(Exclude = "Win")]
    public void A_uri_of_a_file_is_its_path(string text, string path)
    {
        var (named, local) = (WriteDestination.Parse(text), WriteDestination.Local(path));

        (named.Path, named.HasTrailingSlash, named.Text, named.Store.Description).Should().Be((local.Path, local.HasTrailingSlash, text, local.Store.Description));
    }

    [TestCase("a:b")]
    [TestCase("out/10:30.csv")]
    [TestCase("c:out")]
    public void A_colon_in_a_name_is_no_scheme(string path)
        => WriteDestination.Parse(path, Scheme).Store.Should().BeOfType<LocalObjectStore>();

    [TestCase("", "*is empty*")]
    [TestCase("/", "*root of a file system*")]
    [TestCase("s9:///a", "*names no bucket or container*")]
    [TestCase("s9://bucket/a//b", "*empty segment*")]
    [TestCase("s9://bucket/a/../b", "*empty segment*")]
    [TestCase("s9://bucket/a//", "*empty segment*")]
    [TestCase("memory:a//b", "*empty segment*")]
    [TestCase("file://host/share", "*is no URI of a local path*")]
    [TestCase("file:lake", "*is no URI of a local path*")]
    [TestCase("s8://bucket/a", "*names a store by 's8:'; known here are paths on the local disk, file:, memory:, s9:.*Parse*")]
    public void What_names_nothing_is_refused(string text, string message)
        => FluentActions.Invoking(() => WriteDestination.Parse(text, Scheme)).Should().Throw<ArgumentException>().WithMessage(message);

    [Test]
    public void Credentials_in_a_uri_are_refused_and_not_repeated()
        => FluentActions.Invoking(() => WriteDestination.Parse("s9://KEY:geheim@bucket/a", Scheme)).Should().Throw<ArgumentException>()
            .WithMessage("*holds credentials*").Which.Message.Should().NotContain("KEY").And.NotContain("geheim");

    [Test]
    public void A_bad_path_opens_no_store()
        => FluentActions.Invoking(() => WriteDestination.Parse("s9://other/a//b", Scheme)).Should().Throw<ArgumentException>().WithMessage("*empty segment*");

    [Test]
    public void A_local_path_is_no_uri()
        => FluentActions.Invoking(() => WriteDestination.Local("s9://bucket/a")).Should().Throw<ArgumentException>().WithMessage("*Parse takes URIs*");

    [TestCase("file")]
    [TestCase("memory")]
    [TestCase("a b")]
    [TestCase("1a")]
    [TestCase("")]
    [TestCase("x:y")]
    public void Not_every_name_is_a_scheme(string name)
        => FluentActions.Invoking(() => new ObjectStoreScheme(name, _ => Bucket)).Should().Throw<ArgumentException>();

    [Test]
    public async Task A_dataset_goes_where_the_uri_says()
    {
        await DatasetWriter.WriteAsync(
            NumberedRows.Stream(100, 10), WriteDestination.Parse("s9://bucket/lake/", Scheme), new() { Format = FileFormat.Csv() });

        var found = await Bucket.ListAsync(default).ToListAsync();
        found.Should().NotBeEmpty().And.OnlyContain(metadata => metadata.Path.Value.StartsWith("lake/"));
    }
}
