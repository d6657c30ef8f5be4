using System.Buffers;
using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.JsonLines;
using DataflowWrite.Storage;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization;

public sealed class SerializerBehaviourTests
{
    private const int ManyRows = 10_000;
    private const long MaxAllocatedPerBatch = 64 * 1024;

    private static IEnumerable<StatelessFormat> Formats()
    {
        yield return FileFormat.Csv();
        yield return FileFormat.JsonLines();
        yield return FileFormat.JsonLines(new JsonLinesOptions { WriteNulls = true, LargeIntegersAsStrings = true });
    }

    [TestCaseSource(nameof(Formats))]
    public void Serializing_allocates_nothing_per_row(StatelessFormat format)
    {
        var batch = MixedBatch(ManyRows);
        var serializer = format.CreateSerializer(batch.Schema);
        using var output = new PooledBufferWriter();
        for (var i = 0; i < 3; i++)
            Serialize();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Serialize();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(MaxAllocatedPerBatch);

        void Serialize()
        {
            output.Clear();
            serializer.Serialize(batch, true, output);
        }
    }

    [TestCaseSource(nameof(Formats))]
    public void The_culture_never_matters(StatelessFormat format)
    {
        var batch = MixedBatch(200);
        var expected = BytesOf(format, batch);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NaNSymbol = "n/a";
        culture.DateTimeFormat.DateSeparator = "/";
        culture.DateTimeFormat.TimeSeparator = ".";
        var previous = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            BytesOf(format, batch).Should().Equal(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [TestCaseSource(nameof(Formats))]
    public void Slices_of_a_batch_add_up_to_it(StatelessFormat format)
    {
        var batch = MixedBatch(1_000);
        var serializer = format.CreateSerializer(batch.Schema);
        var output = new ArrayBufferWriter<byte>();
        var start = 0;
        for (var length = 0; start < batch.Length; length = (length + 7) % 100)
        {
            var count = Math.Min(length, batch.Length - start);
            serializer.Serialize(batch.Slice(start, count), start == 0 && length == 0, output);
            start += count;
        }

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be(Of(format, batch));
    }

    [TestCaseSource(nameof(Formats))]
    public void Many_threads_may_use_one_serializer(StatelessFormat format)
    {
        var batch = MixedBatch(500);
        var expected = BytesOf(format, batch);
        var serializer = format.CreateSerializer(batch.Schema);

        Parallel.For(0, 64, _ =>
        {
            var output = new ArrayBufferWriter<byte>();
            serializer.Serialize(batch, true, output);
            output.WrittenSpan.SequenceEqual(expected).Should().BeTrue();
        });
    }

    [Test]
    public void A_serializer_is_usable_after_a_failure()
    {
        var format = FileFormat.JsonLines(new JsonLinesOptions { NonFiniteFloats = NonFiniteFloats.Error });
        var bad = Batch(("v", Float64(1, double.NaN)));
        var serializer = format.CreateSerializer(bad.Schema);

        FluentActions.Invoking(() => serializer.Serialize(bad, true, new ArrayBufferWriter<byte>()))
            .Should().Throw<InvalidDataException>();

        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(Batch(("v", Float64(2.5))), true, output);
        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("{\"v\":2.5}\n");
    }

    [TestCaseSource(nameof(Formats))]
    public void Buffers_outside_the_managed_heap_are_read(StatelessFormat format)
    {
        var batch = Batch(("n", Int64(1, null, -3)), ("s", Utf8("a", "b,\"", null)));

        using var native = batch.Clone(new Apache.Arrow.Memory.NativeMemoryAllocator());

        Of(format, native).Should().Be(Of(format, batch));
    }

    private static RecordBatch MixedBatch(int rows)
    {
        var random = new Random(7);
        T?[] Some<T>(Func<int, T> next)
            where T : struct
            => [.. Enumerable.Range(0, rows).Select(i => random.Next(9) == 0 ? null : (T?)next(i))];

        var texts = Enumerable.Range(0, rows)
            .Select(i => i % 11 == 0 ? null : i % 5 == 0 ? $"a,\"{i}\"\n" : $"text {i}").ToArray();
        return Batch(
            ("int", Int32(Some(i => i - 50))),
            ("long", Int64(Some(_ => random.NextInt64()))),
            ("double", Float64(Some(i => i % 3 == 0 ? random.NextDouble() : -i / 100.0))),
            ("float", Float32(Some(i => i % 4 == 0 ? float.NaN : random.NextSingle()))),
            ("decimal", Decimal128(38, 6, Some(i => (Int128)random.NextInt64() * -i))),
            ("bool", Bool(Some(i => i % 2 == 0))),
            ("date", Date32(Some(i => i / 50))),
            ("time", Time64(TimeUnit.Microsecond, Some(i => i * 1_234_567L))),
            ("at", Timestamp(TimeUnit.Microsecond, null, Some(i => i * 98_765_432_100L))),
            ("zoned", Timestamp(TimeUnit.Nanosecond, "Europe/Berlin", Some(i => i * 98_765_432_100_000L))),
            ("text", Utf8(texts)),
            ("view", Utf8View(texts)),
            ("code", Dictionary(Int16(Some(i => (short)(i % 3))), Utf8("x", "y,", null))),
            ("bytes", Binary([.. texts.Select(t => t is null ? null : Encoding.UTF8.GetBytes(t))])));
    }
}
