using DataflowWrite.Parquet;

namespace DataflowWrite.Tests.Parquet;

public sealed class NativeLibraryCheckTests
{
    private static IEnumerable<Exception> LoaderFailures()
    {
        yield return new DllNotFoundException("Unable to load shared library 'ParquetSharpNative'.\nIt was looked for there.");
        yield return new BadImageFormatException("Wrong architecture.");
        yield return new TypeInitializationException("X", new DllNotFoundException("Unable to load shared library 'ParquetSharpNative'."));
    }

    [Test]
    public void The_library_loads_here() => NativeLibraryCheck.ThrowIfMissing();

    [TestCaseSource(nameof(LoaderFailures))]
    public void A_library_that_does_not_load_is_a_sentence_with_what_to_do(Exception failure)
    {
        var found = NativeLibraryCheck.Try(() => throw failure);

        found!.Message.Should().Match("Parquet needs the native library of ParquetSharp, which cannot be loaded on *: *. There is one for *or write another format.")
            .And.NotContain("\n");
        found.InnerException.Should().BeSameAs(failure);
    }

    [Test]
    public void Another_failure_is_not_explained_away()
        => FluentActions.Invoking(() => NativeLibraryCheck.Try(() => throw new InvalidOperationException())).Should().Throw<InvalidOperationException>();
}
