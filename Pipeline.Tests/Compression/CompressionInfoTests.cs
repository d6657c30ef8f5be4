using DataflowWrite.Compression;

namespace DataflowWrite.Tests.Compression;

public sealed class CompressionInfoTests
{
    [Test]
    public void Each_compression_is_found_by_its_type_its_name_and_its_extension([Values] CompressionType type)
    {
        var info = CompressionInfo.For(type);

        info.Type.Should().Be(type);
        info.ToString().Should().Be(info.Name);
        CompressionInfo.Named(info.Name).Should().BeSameAs(info);
        CompressionInfo.OfFile("dir/a.csv" + info.Extension.ToUpperInvariant()).Should().BeSameAs(info);
    }

    [Test]
    public void Levels_are_told_where_there_are_any()
    {
        var zstd = CompressionInfo.For(CompressionType.Zstd);
        (zstd.MinLevel, zstd.MaxLevel, zstd.DefaultLevel).Should().Be((1, 22, 3));

        foreach (var type in new[] { CompressionType.None, CompressionType.Snappy })
        {
            var info = CompressionInfo.For(type);
            (info.MinLevel, info.MaxLevel, info.DefaultLevel).Should().Be((null, null, null));
        }
    }

    [Test]
    public void Everything_but_none_tells_its_library()
        => CompressionInfo.All.Select(info => info.Library.Length > 0).Should().Equal(CompressionInfo.All.Select(info => info.Type != CompressionType.None));

    [Test]
    public void Other_names_are_none_and_unknown_ones_are_refused()
    {
        CompressionInfo.OfFile("a.csv.br").Type.Should().Be(CompressionType.None);
        CompressionInfo.Named("Gzip").Should().BeNull();
        FluentActions.Invoking(() => CompressionInfo.For((CompressionType)99)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
