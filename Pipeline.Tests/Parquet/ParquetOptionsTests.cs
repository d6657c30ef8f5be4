using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet;
using DataflowWrite.Parquet.Writing;
using ParquetSharp;
using static DataflowWrite.Tests.Support.ArrowValues;
using NativeCompression = ParquetSharp.Compression;

namespace DataflowWrite.Tests.Parquet;

/// <summary>Options as another reader finds them in the file.</summary>
public sealed class ParquetOptionsTests
{
    private static RecordBatch Rows => Batch(
        ("id", Int32([.. Enumerable.Range(0, 3_000).Select(i => (int?)i)])),
        ("text", Utf8([.. Enumerable.Range(0, 3_000).Select(i => $"text {i * 7919 % 3_000}")])),
        ("flag", Bool([.. Enumerable.Range(0, 3_000).Select(i => (bool?)(i % 3 == 0))])),
        ("tags", List(Int32([.. Enumerable.Range(0, 3_000).Select(i => (int?)i)]), [.. Enumerable.Repeat((int?)1, 3_000)])));

    [Test]
    public void The_defaults_are_those_of_DataFusion()
    {
        var file = ParquetFiles.Write(null, Rows);

        Chunks(file, chunk => chunk.Compression).Should().AllBeEquivalentTo(NativeCompression.Zstd);
        Chunks(file, chunk => chunk.Statistics?.HasMinMax).Should().AllBeEquivalentTo(true);
        Chunks(file, chunk => chunk.Encodings.Contains(Encoding.RleDictionary)).Should().Equal(true, true, false, true);
        ParquetFiles.Inspect(file, reader => reader.FileMetaData.CreatedBy).Should().MatchRegex(@"^DataflowWrite \d+\.\d+\.\d+$");
        HasPageIndex(file).Should().BeTrue();
        new ParquetOptions().Should().BeEquivalentTo(new
        {
            Codec = ParquetCodec.Zstd,
            RowGroupRows = 1_048_576,
            RowGroupBytes = (long?)null,
            DataPageSize = 1_048_576,
            DictionaryPageSizeLimit = 1_048_576,
            WriteBatchSize = 1_024,
            Statistics = ParquetStatistics.Page,
            PageVersion = ParquetPageVersion.V1,
        });
    }

    [TestCase(ParquetCodec.None, NativeCompression.Uncompressed)]
    [TestCase(ParquetCodec.Snappy, NativeCompression.Snappy)]
    [TestCase(ParquetCodec.Gzip, NativeCompression.Gzip)]
    [TestCase(ParquetCodec.Brotli, NativeCompression.Brotli)]
    [TestCase(ParquetCodec.Zstd, NativeCompression.Zstd)]
    [TestCase(ParquetCodec.Lz4Raw, NativeCompression.Lz4)]
    public void Every_codec_is_read_back(ParquetCodec codec, NativeCompression expected)
    {
        var file = ParquetFiles.Write(new() { Codec = codec }, Rows);

        Chunks(file, chunk => chunk.Compression).Should().AllBeEquivalentTo(expected);
        ParquetFiles.Query(file, "SELECT DISTINCT compression FROM parquet_metadata({0})").Single()
            .Should().Equal(codec switch { ParquetCodec.None => "UNCOMPRESSED", ParquetCodec.Lz4Raw => "LZ4_RAW", _ => codec.ToString().ToUpperInvariant() });
        ParquetFiles.Column(file, "id").Should().Equal(Enumerable.Range(0, 3_000).Cast<object?>());
    }

    [TestCase(ParquetCodec.Gzip)]
    [TestCase(ParquetCodec.Brotli)]
    [TestCase(ParquetCodec.Zstd)]
    public void The_level_reaches_the_codec(ParquetCodec codec)
    {
        int Size(int? level) => ParquetFiles.Write(new() { Codec = codec, CompressionLevel = level, Dictionary = false }, Rows).Length;

        var standard = codec switch { ParquetCodec.Gzip => 6, ParquetCodec.Brotli => 5, _ => 3 };
        Size(standard).Should().Be(Size(null));
        Size(1).Should().NotBe(Size(9));
    }

    [Test]
    public void A_column_has_codec_dictionary_encoding_and_statistics_of_its_own()
    {
        var options = new ParquetOptions
        {
            Columns = new Dictionary<string, ParquetColumnOptions>
            {
                ["id"] = new() { Codec = ParquetCodec.Snappy, Dictionary = false, Encoding = ParquetEncoding.DeltaBinaryPacked },
                ["text"] = new() { Dictionary = false, Encoding = ParquetEncoding.DeltaByteArray, CompressionLevel = 9 },
                ["tags"] = new() { Codec = ParquetCodec.None, Statistics = ParquetStatistics.None },
                ["tags.list.element"] = new() { Codec = ParquetCodec.Lz4Raw },
            },
        };

        var file = ParquetFiles.Write(options, Rows);

        Chunks(file, chunk => chunk.Compression)
            .Should().Equal(NativeCompression.Snappy, NativeCompression.Zstd, NativeCompression.Zstd, NativeCompression.Lz4);
        Chunks(file, chunk => chunk.Encodings.Contains(Encoding.RleDictionary)).Should().Equal(false, false, false, true);
        Chunks(file, chunk => chunk.Encodings.Contains(Encoding.DeltaBinaryPacked)).Should().Equal(true, false, false, false);
        Chunks(file, chunk => chunk.Encodings.Contains(Encoding.DeltaByteArray)).Should().Equal(false, true, false, false);
        Chunks(file, chunk => chunk.Statistics?.HasMinMax).Should().Equal(true, true, true, null);
        ParquetFiles.Query(file, "SELECT sum(id), count(DISTINCT text), sum(tags[1]) FROM {0}").Single()
            .Select(value => $"{value}").Should().Equal("4498500", "3000", "4498500");
    }

    [Test]
    public void A_common_encoding_applies_to_the_types_that_it_is_for()
    {
        var file = ParquetFiles.Write(new() { Dictionary = false, Encoding = ParquetEncoding.DeltaBinaryPacked }, Rows);

        Chunks(file, chunk => chunk.Encodings.Contains(Encoding.DeltaBinaryPacked)).Should().Equal(true, false, false, true);
    }

    [Test]
    public void Leaves_have_the_paths_that_the_file_gives_them()
    {
        var nested = Batch(
            ("list", List(Struct(null, ("a", Int32(1)), ("b", LargeList(Utf8("x"), 1))), 1)),
            ("map", Map(Utf8("k"), FixedList(1, Int32(1), true), 1)),
            ("view", ListView(LargeListView(Date32((int?)1), 1), 1)),
            ("dictionary", Dictionary(Int8(0), Utf8("x"))),
            ("uuid", Guids(Guid.Empty)));
        var names = ParquetFiles.Inspect(
            ParquetFiles.Write(null, nested), reader => Enumerable.Range(0, reader.FileMetaData.NumColumns).Select(i => reader.FileMetaData.Schema.Column(i).Path.ToDotString()).ToArray());
        var options = new ParquetOptions { Columns = names.ToDictionary(name => name, _ => new ParquetColumnOptions { Codec = ParquetCodec.Snappy }) };

        Chunks(ParquetFiles.Write(options, nested), chunk => chunk.Compression).Should().HaveCount(7).And.AllBeEquivalentTo(NativeCompression.Snappy);
    }

    [TestCase(ParquetStatistics.None, false, false)]
    [TestCase(ParquetStatistics.Chunk, true, false)]
    [TestCase(ParquetStatistics.Page, true, true)]
    public void Statistics_are_kept_as_asked(ParquetStatistics statistics, bool chunks, bool pages)
    {
        var file = ParquetFiles.Write(new() { Statistics = statistics }, Rows);

        Chunks(file, chunk => chunk.Statistics?.HasMinMax == true).Should().AllBeEquivalentTo(chunks);
        HasPageIndex(file).Should().Be(pages);
    }

    [Test]
    public void Page_sizes_and_versions_change_the_pages()
    {
        var plain = new ParquetOptions { Dictionary = false, Codec = ParquetCodec.None };
        var standard = ParquetFiles.Write(plain, Rows);

        ParquetFiles.Write(plain with { DataPageSize = 1_024 }, Rows).Length.Should().BeGreaterThan(standard.Length + 200);
        ParquetFiles.Write(plain with { DataPageSize = 1_024, WriteBatchSize = 64 }, Rows)
            .Should().NotEqual(ParquetFiles.Write(plain with { DataPageSize = 1_024 }, Rows));
        var second = ParquetFiles.Write(plain with { PageVersion = ParquetPageVersion.V2 }, Rows);
        second.Should().NotEqual(standard);
        ParquetFiles.Column(second, "id").Should().Equal(Enumerable.Range(0, 3_000).Cast<object?>());
    }

    [Test]
    public void A_full_dictionary_gives_way_to_plain_values()
        => Chunks(ParquetFiles.Write(new() { DictionaryPageSizeLimit = 4_096 }, Rows), chunk => chunk.Encodings.Contains(Encoding.RleDictionary) && chunk.Encodings.Count(e => e == Encoding.Plain) > 0)
            .Should().Equal(true, true, false, true);

    [Test]
    public async Task Page_checksums_find_a_flipped_bit()
    {
        var file = ParquetFiles.Write(new() { PageChecksums = true, Codec = ParquetCodec.None, Dictionary = false }, Batch(("v", Int64([.. Enumerable.Range(0, 1_000).Select(i => (long?)i)]))));
        file[2_000] ^= 1;
        using var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.EnablePageChecksumVerification();

        var read = () => ParquetFiles.ReadAsync(file, properties);

        await read.Should().ThrowAsync<Exception>().WithMessage("*CRC*");
    }

    [Test]
    public void Sorting_columns_stand_in_the_row_group()
    {
        var options = new ParquetOptions { SortingColumns = [new("text"), new("id", Descending: true, NullsFirst: true)], RowGroupRows = 1_000 };
        var file = ParquetFiles.Write(options, Rows);

        var found = ParquetFiles.Inspect(file, reader =>
        {
            using var group = reader.RowGroup(1);
            return group.MetaData.SortingColumns();
        });

        found.Select(c => (c.ColumnIndex, c.IsDescending, c.NullsFirst)).Should().Equal((1, false, false), (0, true, true));
    }

    [Test]
    public void Field_ids_and_metadata_survive()
    {
        var schema = new Schema(
            [
                new Field("v", Int32Type.Default, true, [new("PARQUET:field_id", "7"), new("unit", "m")]),
                new Field("w", Int32Type.Default, true),
            ],
            [new("owner", "us"), new("source", "schema")]);
        var options = new ParquetOptions
        {
            KeyValueMetadata = new Dictionary<string, string> { ["source"] = "option", ["more"] = "yes" },
            Columns = new Dictionary<string, ParquetColumnOptions> { ["w"] = new() { FieldId = 9 } },
        };

        var file = ParquetFiles.Write(options, new RecordBatch(schema, [Int32(1), Int32(2)], 1));

        ParquetFiles.Inspect(file, reader => (reader.FileMetaData.Schema.Column(0).SchemaNode.FieldId, reader.FileMetaData.Schema.Column(1).SchemaNode.FieldId))
            .Should().Be((7, 9));
        ParquetFiles.Inspect(file, reader => reader.FileMetaData.KeyValueMetadata.Where(pair => pair.Key != "ARROW:schema").ToDictionary(pair => pair.Key, pair => pair.Value))
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["owner"] = "us", ["source"] = "option", ["more"] = "yes" });
        ParquetFiles.SchemaOf(file).GetFieldByName("v").Metadata["unit"].Should().Be("m");
    }

    [Test]
    public async Task An_encrypted_file_is_read_with_its_key_only([Values] bool flushed)
    {
        byte[] key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        var paths = new List<string>();
        var options = new ParquetOptions
        {
            Encryption = path =>
            {
                paths.Add(path);
                using var builder = new FileEncryptionPropertiesBuilder(key);
                return builder.FooterKeyMetadata("k1").Build();
            },
        };
        var output = new ArrayBufferWriter<byte>();
        using (var encoder = new ParquetFormat(options).CreateEncoder(Rows.Schema, ParquetFiles.Settings))
        {
            encoder.Append(Rows, output);
            if (flushed)
                encoder.Flush(output);

            encoder.Finish(output);
        }

        var file = output.WrittenSpan.ToArray();
        using var decryption = new FileDecryptionPropertiesBuilder().FooterKey(key).Build();
        using var properties = ReaderProperties.GetDefaultReaderProperties();
        properties.FileDecryptionProperties = decryption;

        paths.Should().Equal("part-0.parquet");
        (await ParquetFiles.ReadAsync(file, properties)).Sum(batch => batch.Length).Should().Be(3_000);
        await FluentActions.Awaiting(() => ParquetFiles.ReadAsync(file)).Should().ThrowAsync<ParquetException>();
    }

    [Test]
    public void Values_out_of_range_are_refused_when_the_format_is_made()
    {
        Refuse(new() { RowGroupRows = 0 }, "RowGroupRows is 0; it must be at least 1.");
        Refuse(new() { RowGroupBytes = 0 }, "RowGroupBytes is 0; it must be at least 1.");
        Refuse(new() { DataPageSize = 0 }, "DataPageSize is 0; *");
        Refuse(new() { DictionaryPageSizeLimit = -1 }, "DictionaryPageSizeLimit is -1; *");
        Refuse(new() { WriteBatchSize = 0 }, "WriteBatchSize is 0; *");
        Refuse(new() { Codec = (ParquetCodec)99 }, "Codec is 99; it must be one of None, Snappy, *");
        Refuse(new() { CompressionLevel = 23 }, "CompressionLevel is 23; Zstd has the levels 1 to 22.");
        Refuse(new() { Codec = ParquetCodec.Snappy, CompressionLevel = 1 }, "CompressionLevel is 1, but Snappy has no levels; leave it out.");
        Refuse(new() { Codec = ParquetCodec.Gzip, CompressionLevel = 10 }, "*1 to 9.");
        Refuse(new() { Codec = ParquetCodec.Brotli, CompressionLevel = 12 }, "*0 to 11.");
        Refuse(new() { CreatedBy = "" }, "*CreatedBy*");
        Refuse(new() { KeyValueMetadata = new Dictionary<string, string> { ["ARROW:schema"] = "x" } }, "*ARROW:schema*");
        Refuse(new() { SortingColumns = [new("a"), new("a", true)] }, "SortingColumns names 'a' twice.");
        Refuse(Column("a", new() { CompressionLevel = 40 }), "CompressionLevel of column 'a' is 40; *");
        Refuse(Column("a", new() { FieldId = -1 }), "FieldId of column 'a' is -1; *");
    }

    [Test]
    public void Options_that_do_not_fit_the_columns_are_refused_by_name()
    {
        RefuseFor(Column("nope", new()), "Columns names 'nope', which the files do not have; they have 'id', 'text', 'flag', 'tags.list.element'.");
        RefuseFor(Column("text", new() { Encoding = ParquetEncoding.DeltaBinaryPacked }), "Column 'text' has type utf8, which encoding DeltaBinaryPacked is not for; *");
        RefuseFor(Column("id", new() { Encoding = ParquetEncoding.Rle }), "Column 'id' *");
        RefuseFor(Column("tags.list.element", new() { FieldId = 1 }), "Columns gives 'tags.list.element' a field id, *PARQUET:field_id.");
        RefuseFor(new() { SortingColumns = [new("tags")] }, "SortingColumns names 'tags', which is not a plain column of the files; *");
    }

    [Test]
    public void A_format_does_not_change_with_the_dictionaries_that_it_was_made_of()
    {
        var columns = new Dictionary<string, ParquetColumnOptions>();
        var format = new ParquetFormat(new() { Columns = columns });

        columns["nope"] = new();

        format.Invoking(f => f.Validate(Rows.Schema)).Should().NotThrow();
    }

    private static ParquetOptions Column(string name, ParquetColumnOptions options)
        => new() { Columns = new Dictionary<string, ParquetColumnOptions> { [name] = options } };

    private static void Refuse(ParquetOptions options, string message)
        => FluentActions.Invoking(() => new ParquetFormat(options)).Should().Throw<ArgumentException>().WithMessage(message);

    private static void RefuseFor(ParquetOptions options, string message)
        => new ParquetFormat(options).Invoking(f => f.Validate(Rows.Schema)).Should().Throw<ArgumentException>().WithMessage(message);

    private static T[] Chunks<T>(byte[] file, Func<ColumnChunkMetaData, T> select) => ParquetFiles.Inspect(file, reader =>
    {
        using var group = reader.RowGroup(0);
        return Enumerable.Range(0, group.MetaData.NumColumns).Select(i => select(group.MetaData.GetColumnChunkMetaData(i))).ToArray();
    });

    // In the footer: row groups (4), of the first its columns (1), of the first of these the offset of its column index (6).
    private static bool HasPageIndex(byte[] file)
    {
        var reader = new ThriftReader(file.AsSpan(file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8)));
        reader.SkipToField(4);
        reader.ReadListHeader();
        reader.SkipToField(1);
        reader.ReadListHeader();
        try
        {
            reader.SkipToField(6);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
