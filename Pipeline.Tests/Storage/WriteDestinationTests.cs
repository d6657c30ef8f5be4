using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Storage;

public sealed class WriteDestinationTests
{
    private static readonly string Current = Directory.GetCurrentDirectory();

    [TestCase("out", "out", false)]
    [TestCase("out/", "out", true)]
    [TestCase("a/b.csv", "b.csv", false)]
    [TestCase("a/../what?*[x]/", "what?*[x]", true)]
    public void A_local_path_is_its_last_segment_in_a_store_at_its_parent(string text, string name, bool isDirectory)
    {
        WriteDestination destination = text;

        (destination.Text, destination.Path.Value, destination.HasTrailingSlash).Should().Be((text, name, isDirectory));
        destination.ToString().Should().Be(text);
        Path.Combine(destination.Store.Description, name).Should().Be(Path.GetFullPath(text).TrimEnd('/'));
    }

    [Test]
    public void A_dot_is_the_current_directory()
    {
        var destination = WriteDestination.Local(".");

        destination.Path.Value.Should().Be(Path.GetFileName(Current));
        destination.Store.Description.Should().Be(Path.GetDirectoryName(Current));
    }

    [TestCase("", "*empty*")]
    [TestCase("/", "*root*")]
    [TestCase("/a/..", "*root*")]
    public void The_empty_path_and_the_root_are_refused_with_advice(string text, string message)
        => FluentActions.Invoking(() => WriteDestination.Local(text)).Should().Throw<ArgumentException>().WithMessage(message);

    [Test]
    public void A_path_in_a_store_of_the_callers_is_taken_as_it_is()
    {
        var store = new MemoryObjectStore();

        WriteDestination.In(store, "a/b/").Path.Value.Should().Be("a/b");
        WriteDestination.In(store, "a/b/").HasTrailingSlash.Should().BeTrue();
        WriteDestination.In(store, "").Path.IsRoot.Should().BeTrue();
        WriteDestination.In(store, "a").HasTrailingSlash.Should().BeFalse();
    }
}
