using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

public sealed class PartitionSplitterTests
{
    private static readonly Gen<string> KeyTypes = Gen.Int[0, RandomColumns.Keys.Count - 1].Select(static i => RandomColumns.Keys[i]);

    [Test]
    public void Rows_are_neither_lost_nor_doubled_nor_reordered_nor_moved()
        => Gen.Select(KeyTypes.Array[1, 3], Gen.Int[0, int.MaxValue], Gen.Int[0, 60].Array[1, 4], Gen.Int[0, 20], Gen.Bool).Sample(
            (types, seed, lengths, start, keepColumns) =>
            {
                var splitter = default(PartitionSplitter);
                var instances = new Dictionary<string, PartitionKey>();
                for (var i = 0; i < lengths.Length; i++)
                {
                    using var whole = BatchOf(types, seed + i, lengths[i]);
                    using var batch = whole.SliceShared(Math.Min(start, whole.Length), whole.Length);
                    splitter ??= new(SpecOf(types), batch.Schema, keepColumns, KeyText.Encode, false);
                    CheckAgainstModel(splitter.Split(batch), batch, types.Length, keepColumns, instances);
                }
            },
            iter: 1_000);

    [Test]
    public void Rows_of_one_key_stay_in_order_and_keys_come_as_they_appear()
    {
        using var batch = ArrowValues.Batch(
            ("k", ArrowValues.Utf8("b", "a", "b", null, "a")), ("v", ArrowValues.Int32(1, 2, 3, 4, 5)));
        var pieces = Splitter(batch, ["k"]).Split(batch);

        pieces.Select(piece => piece.Key.Path).Should().Equal("k=b", "k=a", "k=__HIVE_DEFAULT_PARTITION__");
        pieces.Select(piece => string.Join(',', RowText.Of(piece.Rows))).Should().Equal("1,3", "2,5", "4");
        pieces[0].Rows.Schema.FieldsList.Select(field => field.Name).Should().Equal("v");
        Dispose(pieces);
    }

    [Test]
    public void A_batch_without_rows_has_no_pieces()
    {
        using var batch = ArrowValues.Batch(("k", ArrowValues.Utf8()), ("v", ArrowValues.Int32()));

        Splitter(batch, ["k"]).Split(batch).Should().BeEmpty();
    }

    [Test]
    public void One_key_is_one_instance_in_all_batches()
    {
        using var first = ArrowValues.Batch(("k", ArrowValues.Int32(1, 2)), ("v", ArrowValues.Int32(1, 2)));
        using var second = ArrowValues.Batch(("k", ArrowValues.Int32(3, 2)), ("v", ArrowValues.Int32(1, 2)));
        var splitter = Splitter(first, ["k"]);
        var (a, b) = (splitter.Split(first), splitter.Split(second));

        b[1].Key.Should().BeSameAs(a[1].Key);
        b[0].Key.Should().NotBe(a[0].Key);
        Dispose(a);
        Dispose(b);
    }

    [Test]
    public void A_path_follows_the_order_of_the_specification()
    {
        using var batch = ArrowValues.Batch(
            ("a", ArrowValues.Int32(1)), ("v", ArrowValues.Int32(7)), ("b", ArrowValues.Date32(0)));
        var pieces = Splitter(batch, ["b", "a"]).Split(batch);

        pieces.Single().Key.Path.Should().Be("b=1970-01-01/a=1");
        pieces.Single().Key.Values.Should().Equal(new PartitionValue("b", "1970-01-01"), new PartitionValue("a", "1"));
        Dispose(pieces);
    }

    [Test]
    public void Dictionaries_that_differ_between_batches_give_the_same_keys()
    {
        using var first = ArrowValues.Batch(
            ("k", ArrowValues.Dictionary(ArrowValues.Int8(0, 1), ArrowValues.Utf8("a", "b"))), ("v", ArrowValues.Int32(1, 2)));
        using var second = ArrowValues.Batch(
            ("k", ArrowValues.Dictionary(ArrowValues.Int8(0, 1), ArrowValues.Utf8("b", "a"))), ("v", ArrowValues.Int32(3, 4)));
        var splitter = Splitter(first, ["k"]);
        var (one, two) = (splitter.Split(first), splitter.Split(second));

        one.Select(piece => piece.Key.Path).Should().Equal("k=a", "k=b");
        two.Select(piece => piece.Key.Path).Should().Equal("k=b", "k=a");
        two[0].Key.Should().BeSameAs(one[1].Key);
        Dispose(one);
        Dispose(two);
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Pieces_outlive_a_batch_that_was_read_from_a_stream(int keys)
    {
        using var source = ArrowValues.Batch(
            ("k", ArrowValues.Int32([.. Enumerable.Range(0, 100).Select(i => (int?)(i % keys))])),
            ("v", ArrowValues.Int32([.. Enumerable.Range(0, 100).Select(i => (int?)i)])),
            ("d", ArrowValues.Dictionary(ArrowValues.Int8([.. Enumerable.Repeat<sbyte?>(1, 100)]), ArrowValues.Utf8("a", "b"))));
        using var stream = new MemoryStream();
        using (var writer = new Apache.Arrow.Ipc.ArrowStreamWriter(stream, source.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(source);
            writer.WriteEnd();
        }

        stream.Position = 0;
        using var reader = new Apache.Arrow.Ipc.ArrowStreamReader(stream);
        var batch = reader.ReadNextRecordBatch();
        var pieces = Splitter(batch, ["k"]).Split(batch);
        batch.Dispose();

        pieces.Should().HaveCount(keys);
        pieces.SelectMany(piece => RowText.Of(piece.Rows)).Should().BeEquivalentTo(Enumerable.Range(0, 100).Select(i => $"{i}|62"));
        Dispose(pieces);
    }

    [Test]
    public void A_bad_key_fails_the_batch_and_the_splitter_goes_on()
    {
        using var bad = ArrowValues.Batch(("k", ArrowValues.Utf8("a", "")), ("v", ArrowValues.Int32(1, 2)));
        using var good = ArrowValues.Batch(("k", ArrowValues.Utf8("a", "b")), ("v", ArrowValues.Int32(1, 2)));
        var splitter = new PartitionSplitter(["k"], bad.Schema, false, KeyText.Refuse, false);

        splitter.Invoking(s => s.Split(bad)).Should().Throw<InvalidDataException>().WithMessage("Partition column 'k' *empty string*");
        var pieces = splitter.Split(good);
        pieces.Select(piece => piece.Key.Path).Should().Equal("k=a", "k=b");
        Dispose(pieces);
    }

    [Test]
    public void Letters_are_encoded_on_a_store_that_folds_case()
    {
        using var batch = ArrowValues.Batch(("K", ArrowValues.Utf8("Ab", "ab")), ("v", ArrowValues.Int32(1, 2)));
        var pieces = new PartitionSplitter(["K"], batch.Schema, false, KeyText.Encode, foldsCase: true).Split(batch);

        pieces.Select(piece => piece.Key.Path).Should().Equal("K=%41b", "K=ab");
        Dispose(pieces);
    }

    [Test]
    public void A_batch_of_another_schema_is_refused()
    {
        using var batch = ArrowValues.Batch(("k", ArrowValues.Int32(1)), ("v", ArrowValues.Int32(1)));
        using var narrower = ArrowValues.Batch(("k", ArrowValues.Int32(1)));
        using var other = ArrowValues.Batch(("k", ArrowValues.Utf8("1")), ("v", ArrowValues.Int32(1)));
        var splitter = Splitter(batch, ["k"]);

        splitter.Invoking(s => s.Split(narrower)).Should().Throw<InvalidDataException>().WithMessage("*1 columns*2*");
        splitter.Invoking(s => s.Split(other)).Should().Throw<InvalidDataException>().WithMessage("Column 'k' *utf8*int32*");
    }

    [Test]
    public void A_batch_whose_timestamps_have_another_unit_is_refused()
    {
        using var first = ArrowValues.Batch(("k", ArrowValues.Timestamp(TimeUnit.Second, null, 1)), ("v", ArrowValues.Int32(1)));
        using var second = ArrowValues.Batch(("k", ArrowValues.Timestamp(TimeUnit.Millisecond, null, 1)), ("v", ArrowValues.Int32(1)));

        Splitter(first, ["k"]).Invoking(s => s.Split(second)).Should().Throw<InvalidDataException>().WithMessage("Column 'k' *unit*");
    }

    [Test]
    public void Many_keys_in_one_batch_each_get_their_rows()
    {
        var ids = Enumerable.Range(0, 5_000).Select(i => (int?)(i * 7919 % 2_500)).ToArray();
        using var batch = ArrowValues.Batch(("k", ArrowValues.Int32(ids)), ("v", ArrowValues.Int32(ids)));
        var pieces = Splitter(batch, ["k"]).Split(batch);

        pieces.Should().HaveCount(2_500).And.OnlyContain(
            piece => piece.Rows.Length == 2 && RowText.Of(piece.Rows).All(row => "k=" + row == piece.Key.Path));
        Dispose(pieces);
    }

    private static void CheckAgainstModel(
        IReadOnlyList<PartitionPiece> pieces, RecordBatch batch, int keys, bool keepColumns, Dictionary<string, PartitionKey> instances)
    {
        var seen = new Dictionary<string, int>();
        var rows = new Dictionary<string, List<string>>();
        for (var row = 0; row < batch.Length; row++)
        {
            var key = string.Join('|', Enumerable.Range(0, keys).Select(k => Canonical(batch, k, row)));
            seen.TryAdd(key, seen.Count);
            if (!rows.TryGetValue(key, out var list))
                rows[key] = list = [];

            list.Add(string.Join('|', batch.Arrays.Skip(keepColumns ? 0 : keys).Select(array => RowText.Of(array, row))));
        }

        pieces.Should().HaveCount(seen.Count);
        pieces.Select(piece => piece.Key.Path).Should().OnlyHaveUniqueItems();
        foreach (var (key, index) in seen)
        {
            RowText.Of(pieces[index].Rows).Should().Equal(rows[key]);
            instances.TryAdd(key, pieces[index].Key);
            pieces[index].Key.Should().BeSameAs(instances[key]);
            PartitionPath.Decode(pieces[index].Key.Path).Should().Equal(pieces[index].Key.Values);
        }

        Dispose(pieces);
    }

    // Two values of a date64 on one day share a path; so do all NaNs, whose text is the same already.
    private static string Canonical(RecordBatch batch, int column, int row) => batch.Column(column) switch
    {
        Date64Array a when a.IsValid(row) => $"{Math.Floor(a.Values[row] / 86_400_000.0)}",
        var array => RowText.Of(array, row),
    };

    private static RecordBatch BatchOf(string[] types, int seed, int length) => ArrowValues.Batch(
    [
        .. types.Select((type, i) => ($"k{i}", RandomColumns.Make(type, unchecked(seed * 31) + i, length, 0.2))),
        ("row", ArrowValues.Int32([.. Enumerable.Range(0, length).Select(i => (int?)i)])),
        ("text", RandomColumns.Make("utf8", seed, length, 0.1)),
        ("list", RandomColumns.Make("list", seed, length, 0.1)),
    ]);

    private static PartitionSpec SpecOf(string[] types)
        => PartitionSpec.Create([.. types.Select((_, i) => (PartitionField)$"k{i}")]);

    private static PartitionSplitter Splitter(RecordBatch batch, PartitionSpec spec)
        => new(spec, batch.Schema, keepColumns: false, KeyText.Encode, foldsCase: false);

    private static void Dispose(IReadOnlyList<PartitionPiece> pieces)
    {
        foreach (var piece in pieces)
            piece.Rows.Dispose();
    }
}
