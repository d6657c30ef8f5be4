using DataflowWrite.Compression;
using DataflowWrite.Storage;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Storage;

public sealed class ObjectWriterBuilderTests
{
    private static readonly ObjectPath Path = ObjectPath.Parse("file.csv.gz");

    private static ObjectWriterBuilder Builder(CompressionType type = CompressionType.Gzip, IObjectStore? store = null)
        => new(type, Path, store ?? new MemoryObjectStore());

    [Test]
    public void Settings_are_null_until_they_are_set_and_null_restores_the_default()
    {
        var builder = Builder();
        (builder.BufferSize, builder.CompressionLevel, builder.Framing).Should().Be(((int?)null, (int?)null, CompressionFraming.Independent));

        builder.WithBufferSize(1024).WithCompressionLevel(9).WithFraming(CompressionFraming.Single).Should().BeSameAs(builder);
        (builder.BufferSize, builder.CompressionLevel, builder.Framing).Should().Be(((int?)1024, (int?)9, CompressionFraming.Single));

        builder.BufferSize = null;
        builder.CompressionLevel = null;
        (builder.BufferSize, builder.CompressionLevel).Should().Be(((int?)null, (int?)null));
        ObjectWriterBuilder.DefaultBufferSize.Should().Be(10 * 1024 * 1024);
    }

    [Test]
    public void Values_out_of_range_are_refused()
    {
        Builder().Invoking(b => b.WithBufferSize(0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*at least 1*");
        Builder().Invoking(b => b.CompressionLevel = 10).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*gzip*0 to 9*6*");
        Builder(CompressionType.None).Invoking(b => b.CompressionLevel = 1).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ObjectWriterBuilder(CompressionType.None, default, new MemoryObjectStore()))
            .Should().Throw<ArgumentException>();
    }

    [Test]
    public void Building_touches_no_store()
    {
        var store = new ScriptedObjectStore(new MemoryObjectStore());

        Builder(store: store).Build().Dispose();

        store.Calls.Should().BeEmpty();
    }

    [Test]
    public void Its_text_tells_all_settings()
        => Builder().WithCompressionLevel(9).ToString().Should().Be(
            "ObjectWriterBuilder { Path = file.csv.gz, Store = memory:, Compression = Gzip, CompressionLevel = 9, "
            + "Framing = Independent, BufferSize = 10485760 }");
}
