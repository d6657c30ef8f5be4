using DataflowWrite.Partitioning;

namespace DataflowWrite.Tests.Partitioning;

public sealed class OutputLayoutTests
{
    [TestCase("out", OutputMode.Directory)]
    [TestCase("a.b/out", OutputMode.Directory)]
    [TestCase("what?", OutputMode.Directory)]
    [TestCase("[x]*", OutputMode.Directory)]
    public void A_name_without_a_dot_means_a_directory(string text, OutputMode expected)
        => Resolve(new() { Text = text }).Should().Be(expected);

    [Test]
    public void A_data_file_name_means_that_file()
        => Resolve(new() { Text = "out.csv", IsDataFileName = true }).Should().Be(OutputMode.Single);

    [Test]
    public void A_trailing_slash_means_a_directory()
        => Resolve(new() { Text = "out.csv/", HasTrailingSlash = true, IsDataFileName = true }).Should().Be(OutputMode.Directory);

    [Test]
    public void An_existing_directory_means_a_directory()
        => Resolve(new() { Text = "out.csv", ExistsAsDirectory = true, IsDataFileName = true }).Should().Be(OutputMode.Directory);

    [Test]
    public void Partitioning_means_a_directory()
        => Resolve(new() { Text = "out.csv", Partitioned = true, IsDataFileName = true }).Should().Be(OutputMode.Directory);

    [TestCase("dataset.v1")]
    [TestCase("a/b/dataset.v1")]
    public void Any_other_name_with_a_dot_asks_for_the_mode(string text)
        => Refused(new() { Text = text }, OutputMode.Automatic, $"'{text}' may be a file or a directory*output mode*");

    [TestCase(OutputMode.Single)]
    [TestCase(OutputMode.Directory)]
    public void A_mode_that_is_asked_for_settles_any_name(OutputMode mode)
        => OutputLayout.Resolve(new() { Text = "dataset.v1" }, mode).Should().Be(mode);

    [Test]
    public void A_single_file_contradicts_partitions()
        => Refused(new() { Text = "out.csv", Partitioned = true }, OutputMode.Single, "'out.csv'*partitioned*");

    [Test]
    public void A_single_file_contradicts_a_trailing_slash()
        => Refused(new() { Text = "out/", HasTrailingSlash = true }, OutputMode.Single, "'out/'*slash*");

    [Test]
    public void A_single_file_contradicts_an_existing_directory()
        => Refused(new() { Text = "out", ExistsAsDirectory = true }, OutputMode.Single, "'out'*there is a directory of that name*");

    [TestCase(OutputMode.Automatic)]
    [TestCase(OutputMode.Single)]
    public void A_single_file_that_exists_is_refused_with_the_save_modes_that_would_do(OutputMode mode)
        => Refused(new() { Text = "out.csv", ExistsAsFile = true, IsDataFileName = true }, mode, "'out.csv' exists*'overwrite'*'ignore'*");

    [TestCase(OutputMode.Directory, false, false)]
    [TestCase(OutputMode.Automatic, true, false)]
    [TestCase(OutputMode.Automatic, false, true)]
    [TestCase(OutputMode.Automatic, false, false)]
    public void A_directory_where_a_file_is_is_refused(OutputMode mode, bool slash, bool partitioned)
        => Refused(
            new() { Text = "out", ExistsAsFile = true, HasTrailingSlash = slash, Partitioned = partitioned },
            mode,
            "'out'*there is a file of that name*");

    [Test]
    public void A_file_lies_in_the_directories_of_its_key()
    {
        OutputLayout.FilePath(PartitionKey.None, "a.csv").Should().Be("a.csv");
        OutputLayout.FilePath(new([new("k", "1")], "k=1"), "a.csv").Should().Be("k=1/a.csv");
    }

    private static OutputMode Resolve(OutputTarget target) => OutputLayout.Resolve(target, OutputMode.Automatic);

    private static void Refused(OutputTarget target, OutputMode mode, string message)
        => FluentActions.Invoking(() => OutputLayout.Resolve(target, mode)).Should().Throw<ArgumentException>().WithMessage(message);
}
