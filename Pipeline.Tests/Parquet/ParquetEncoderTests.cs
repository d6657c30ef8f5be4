using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Parquet;
using DataflowWrite.Parquet.Writing;
using DataflowWrite.Tests.Reference;
using ParquetSharp;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Parquet;

public sealed class ParquetEncoderTests
{
    private static RecordBatch Numbers(int start, int count)
    {
        var numbers = Enumerable.Range(start, count).ToArray();
        return Batch(
            ("id", Int32([.. numbers.Select(n => (int?)n)])),
            ("text", Utf8([.. numbers.Select(n => n % 7 == 0 ? null : $"text {n % 1000}")])),
            ("value", Float64([.. numbers.Select(n => (double?)(n * 0.37))])));
    }

    [Test]
    public void A_row_group_ends_exactly_at_its_limit_whatever_the_batches_are()
    {
        var options = new ParquetOptions { RowGroupRows = 1_000 };

        var file = ParquetFiles.Write(options, Numbers(0, 1), Numbers(1, 2_499), Numbers(2_500, 500), Numbers(3_000, 17));

        ParquetFiles.RowGroups(file).Should().Equal(1_000, 1_000, 1_000, 17);
        ParquetFiles.Column(file, "id").Should().Equal(Enumerable.Range(0, 3_017).Cast<object?>());
    }

    [Test]
    public void A_file_that_ends_at_the_limit_has_no_group_without_rows()
        => ParquetFiles.RowGroups(ParquetFiles.Write(new() { RowGroupRows = 1_000 }, Numbers(0, 2_000))).Should().Equal(1_000, 1_000);

    [Test]
    public void A_row_group_ends_before_its_bytes_pass_the_limit_however_the_rows_are_cut()
    {
        var options = new ParquetOptions { RowGroupBytes = 1_000 };
        var whole = Batch(("v", Int64(new long?[400])), ("s", Utf8([.. Enumerable.Range(0, 400).Select(i => new string('x', i % 10))])));

        var groups = ParquetFiles.RowGroups(ParquetFiles.Write(options, whole));

        // 65 bits of the number, 33 and the bytes of the text: 16.75 bytes on average.
        groups[..^1].Should().OnlyContain(rows => rows >= 57 && rows <= 61);
        groups.Sum().Should().Be(400);
        ParquetFiles.RowGroups(ParquetFiles.Write(options, whole.Slice(0, 1), whole.Slice(1, 99), whole.Slice(100, 300))).Should().Equal(groups);
    }

    [Test]
    public void The_bytes_of_rows_add_up_for_every_type()
    {
        foreach (var (type, values) in FormatExamples.All)
        {
            if (type is "union" or "run_end_encoded")
                continue;

            var batch = Batch(("v", values));
            Enumerable.Range(0, batch.Length).Sum(row => RowBytes.BitsOf(batch, row, 1)).Should().Be(RowBytes.BitsOf(batch, 0, batch.Length), type);
        }
    }

    [Test]
    public void A_row_group_has_a_row_however_large_that_is()
    {
        var file = ParquetFiles.Write(new() { RowGroupBytes = 1 }, Numbers(0, 5));

        ParquetFiles.RowGroups(file).Should().Equal(1, 1, 1, 1, 1);
    }

    [Test]
    public void A_file_without_rows_keeps_the_schema_and_has_no_row_group([Values] bool withBatch)
    {
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        if (withBatch)
            encoder.Append(Numbers(0, 0), output);

        encoder.Finish(output);

        var file = output.WrittenSpan.ToArray();
        ParquetFiles.RowGroups(file).Should().BeEmpty();
        ParquetFiles.SchemaOf(file).FieldsList.Select(field => field.Name).Should().Equal("id", "text", "value");
        ParquetFiles.Query(file, "SELECT count(*) FROM {0}").Single().Should().Equal(0L);
    }

    [Test]
    public void A_flush_puts_out_the_rows_and_begins_a_row_group()
    {
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        encoder.Append(Numbers(0, 5_000), output);
        var before = (encoder.BufferedBytes, output.WrittenCount);

        encoder.Flush(output);

        before.BufferedBytes.Should().BeGreaterThan(5_000 * 12);
        encoder.BufferedBytes.Should().Be(0);
        output.WrittenCount.Should().BeGreaterThan(before.WrittenCount + 1_000);
        encoder.Flush(output);
        encoder.Append(Numbers(5_000, 10), output);
        encoder.Finish(output);
        ParquetFiles.RowGroups(output.WrittenSpan.ToArray()).Should().Equal(5_000, 10);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(14)]
    [TestCase(15)]
    [TestCase(16)]
    [TestCase(40)]
    public void A_file_that_ends_after_a_flush_has_no_group_without_rows(int groups)
    {
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        for (var i = 0; i < groups; i++)
        {
            encoder.Append(Numbers(i * 100, 100), output);
            encoder.Flush(output);
        }

        encoder.Finish(output);

        var file = output.WrittenSpan.ToArray();
        ParquetFiles.RowGroups(file).Should().Equal(Enumerable.Repeat(100L, groups));
        ParquetFiles.Column(file, "id").Should().Equal(Enumerable.Range(0, groups * 100).Cast<object?>());
        ParquetFiles.Query(file, "SELECT count(*) FROM {0} WHERE text IS NULL AND id >= 0").Should().HaveCount(1);
    }

    [Test]
    public void A_flush_of_nothing_does_nothing()
    {
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);

        encoder.Flush(output);

        output.WrittenCount.Should().Be(0);
        encoder.BufferedBytes.Should().Be(0);
    }

    [Test]
    public void A_flush_gives_back_the_native_memory()
    {
        var pool = NativePool.Pool;
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat(new() { Codec = ParquetCodec.None, Dictionary = false })
            .CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        encoder.Append(Numbers(0, 1), output);
        encoder.Flush(output);
        var before = pool.BytesAllocated;
        for (var i = 0; i < 40; i++)
            encoder.Append(Numbers(i * 10_000, 10_000), output);

        var held = pool.BytesAllocated - before;
        var estimate = encoder.BufferedBytes;
        encoder.Flush(output);

        held.Should().BeGreaterThan(1 << 20);
        estimate.Should().BeGreaterThan(held / 2);
        (pool.BytesAllocated - before).Should().BeLessThan(held / 10);
    }

    [Test]
    public void A_file_between_two_row_groups_holds_no_native_memory()
    {
        var output = new ArrayBufferWriter<byte>();
        var before = NativePool.Pool.BytesAllocated;
        using var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        encoder.Append(Numbers(0, 10_000), output);
        encoder.Flush(output);

        NativePool.Pool.BytesAllocated.Should().Be(before);
        encoder.RetainedBytes.Should().BeInRange(100, 10_000);
    }

    [Test]
    public void Row_groups_and_their_page_indexes_know_their_places_in_the_file()
    {
        const int Groups = 20;
        var output = new ArrayBufferWriter<byte>();
        using var encoder = new ParquetFormat(new() { RowGroupRows = 1_000 }).CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        encoder.Append(Numbers(0, Groups * 1_000), output);
        encoder.Finish(output);

        var file = output.WrittenSpan.ToArray();
        var places = ParquetPlaces.Read(file);

        places.RowCount.Should().Be(Groups * 1_000);
        places.Groups.Should().HaveCount(Groups);
        places.Groups.SelectMany(group => group.Columns).Should().HaveCount(Groups * 3)
            .And.OnlyContain(column => column.FirstPageOfIndex == column.FirstDataPage);
        places.Groups.SelectMany(group => group.Columns).Select(column => column.FirstDataPage).Should().BeInAscendingOrder();
        file.AsSpan()[4..].IndexOf("PAR1"u8).Should().Be(file.Length - 8);
    }

    [Test]
    public void The_bytes_do_not_depend_on_the_number_of_threads()
    {
        var batches = Enumerable.Range(0, 20).Select(i => Numbers(i * 5_000, 5_000)).ToArray();
        var options = new ParquetOptions { RowGroupRows = 30_000 };

        var one = ParquetFiles.Write(options, ParquetFiles.Settings with { MaxDegreeOfParallelism = 1 }, batches);
        var many = ParquetFiles.Write(options, ParquetFiles.Settings with { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount) }, batches);

        many.Should().Equal(one);
    }

    [Test]
    public void An_encoder_that_is_disposed_puts_out_nothing_more()
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        encoder.Append(Numbers(0, 5_000), output);
        encoder.Flush(output);
        var written = output.WrittenCount;

        encoder.Dispose();

        output.WrittenCount.Should().Be(written);
        var open = () => new ParquetFileReader(new MemoryStream(output.WrittenSpan.ToArray()));
        open.Should().Throw<ParquetException>();
    }

    [Test]
    public void An_encoder_that_nobody_disposes_puts_out_nothing_from_its_finalizer()
    {
        var output = new ArrayBufferWriter<byte>();
        Abandon(output);
        var written = output.WrittenCount;

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        output.WrittenCount.Should().Be(written);

        static void Abandon(ArrayBufferWriter<byte> output)
            => new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings).Append(Numbers(0, 5_000), output);
    }

    [Test]
    public void A_failure_of_the_output_comes_out_as_it_was_thrown([Values(1, 2, 3)] int call)
    {
        var output = new FailingOutput(call);
        using var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);

        var write = () =>
        {
            encoder.Append(Numbers(0, 5_000), output);
            encoder.Flush(output);
            encoder.Append(Numbers(0, 5_000), output);
            encoder.Finish(output);
        };

        write.Should().Throw<TimeoutException>().Which.Should().BeSameAs(output.Failure);
        var more = () => encoder.Append(Numbers(0, 1), output);
        more.Should().Throw<InvalidOperationException>().WithMessage("*part-0.parquet*");
        encoder.Dispose();
        output.CallsAfterFailure.Should().Be(0);
    }

    [Test]
    public void A_batch_of_other_columns_is_refused_by_name()
    {
        using var encoder = new ParquetFormat().CreateEncoder(SchemaOf(("v", Int32())), ParquetFiles.Settings);

        encoder.Invoking(e => e.Append(Batch(("v", Utf8("x"))), new ArrayBufferWriter<byte>()))
            .Should().Throw<ArgumentException>().WithMessage("*column 'v' is utf8 and not int32*");
    }

    [Test]
    public void A_null_in_a_required_column_is_refused_by_name()
    {
        var schema = new Schema([new Field("v", Int32Type.Default, nullable: false)], null);
        using var encoder = new ParquetFormat().CreateEncoder(schema, ParquetFiles.Settings);

        encoder.Invoking(e => e.Append(new RecordBatch(schema, [Int32(1, null)], 2), new ArrayBufferWriter<byte>()))
            .Should().Throw<InvalidDataException>().WithMessage("*column 'v' is null in row 1*allows no nulls*");
    }

    [Test]
    public void A_finished_or_disposed_encoder_takes_no_rows()
    {
        var output = new ArrayBufferWriter<byte>();
        var encoder = new ParquetFormat().CreateEncoder(Numbers(0, 1).Schema, ParquetFiles.Settings);
        encoder.Finish(output);
        encoder.Invoking(e => e.Append(Numbers(0, 1), output)).Should().Throw<InvalidOperationException>();

        encoder.Dispose();
        encoder.Dispose();
        encoder.Invoking(e => e.Append(Numbers(0, 1), output)).Should().Throw<ObjectDisposedException>();
    }

    private sealed class FailingOutput(int failAt) : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _inner = new();
        private int _calls;

        public TimeoutException Failure { get; } = new("The store does not answer.");

        public int CallsAfterFailure { get; private set; }

        public void Advance(int count) => _inner.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0) => Fail(_inner.GetMemory(sizeHint));

        public Span<byte> GetSpan(int sizeHint = 0) => Fail(_inner.GetMemory(sizeHint)).Span;

        private Memory<byte> Fail(Memory<byte> memory)
        {
            _calls++;
            CallsAfterFailure += _calls > failAt ? 1 : 0;
            return _calls >= failAt ? throw Failure : memory;
        }
    }
}
