using System.Buffers;
using System.Numerics;
using Apache.Arrow.Types;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources;

public sealed class RoundTripTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task What_our_writers_write_is_read_back_under_the_same_types(bool isCsv)
    {
        using var batch = ArrowValues.Batch(
            ("text", ArrowValues.Utf8("", null, "a,\"b\"\nü")),
            ("flag", ArrowValues.Bool(true, null, false)),
            ("tiny", ArrowValues.Int8(sbyte.MinValue, null, sbyte.MaxValue)),
            ("large", ArrowValues.UInt64(ulong.MaxValue, null, 0)),
            ("real", ArrowValues.Float64(double.Epsilon, null, -1e300)),
            ("single", ArrowValues.Float32(float.MaxValue, null, 0.1f)),
            ("price", ArrowValues.Decimal128(10, 3, -1, null, 1234567890)),
            ("huge", ArrowValues.Decimal256(60, 5, BigInteger.Pow(10, 59), null, -7)),
            ("day", ArrowValues.Date32((int?)-1, null, 20000)),
            ("day64", ArrowValues.Date64(-86_400_000, null, 86_400_000)),
            ("clock", ArrowValues.Time32(TimeUnit.Millisecond, 0, null, 86_399_999)),
            ("nanos", ArrowValues.Time64(TimeUnit.Nanosecond, 1, null, 86_399_999_999_999)),
            ("at", ArrowValues.Timestamp(TimeUnit.Nanosecond, null, -1, null, 1_700_000_000_123_456_789)),
            ("zoned", ArrowValues.Timestamp(TimeUnit.Millisecond, "+05:30", -1, null, 1_700_000_000_123)),
            ("utc", ArrowValues.Timestamp(TimeUnit.Second, "UTC", -1, null, 1_700_000_000)),
            ("took", ArrowValues.Duration(TimeUnit.Microsecond, -1_500_001, null, 86_400_000_000)),
            ("bytes", ArrowValues.Binary([0, 255], null, [])));
        var format = isCsv ? FileFormat.Csv() : FileFormat.JsonLines();
        var bytes = new ArrayBufferWriter<byte>();
        format.CreateSerializer(batch.Schema).Serialize(batch, initial: true, bytes);

        var file = SourceText.File(bytes.WrittenSpan.ToArray());
        var input = isCsv ? InputFormat.Csv() : InputFormat.JsonLines();
        var source = await input.OpenAsync([file], new() { Schema = batch.Schema.FieldsList });
        var expected = await SourceText.RowsOf(batch.Schema, new[] { batch }.ToAsyncEnumerable());
        (await SourceText.RowsOf(source)).Should().BeEquivalentTo(expected);
    }
}
