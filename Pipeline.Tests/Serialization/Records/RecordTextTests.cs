using System.Buffers;
using System.Text;
using Apache.Arrow;
using CsCheck;
using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>The bytes of records are those of the record batch of the same rows, whatever the options, the rows and the columns that are kept.</summary>
public sealed class RecordTextTests
{
    private const int MaxRows = 12;

    private static readonly Gen<int> Seeds = Gen.Int[0, int.MaxValue];

    [Test]
    public void Csv_is_that_of_the_batch()
        => Gen.Select(RandomOptions.Csv, Seeds).Where((format, _) => format is not null).Sample(
            (format, seed) => Compare(format!, new RandomRecords(seed).Scalars(MaxRows), seed), iter: 400);

    [Test]
    public void Json_lines_are_those_of_the_batch()
        => Gen.Select(RandomOptions.JsonLines, Seeds).Sample(
            (format, seed) => Compare(format, new RandomRecords(seed).Scalars(MaxRows), seed), iter: 400);

    [Test]
    public void Nested_records_are_those_of_the_batch()
        => Gen.Select(RandomOptions.JsonLines, Seeds).Sample(
            (format, seed) => Compare(format, new RandomRecords(seed).Nested(MaxRows), seed), iter: 400);

    [Test]
    public void A_file_of_one_column_is_that_of_the_batch()
        => Gen.Select(RandomOptions.Csv, Seeds).Where((format, _) => format is not null).Sample((format, seed) =>
        {
            var rows = new RandomRecords(seed).Scalars(MaxRows);
            foreach (var column in BatchRecords.SchemaOf<Scalars>().FieldsList)
                Compare(format!, rows, new Schema([column], null), initial: true);
        }, iter: 40);

    [Test]
    public void Blocks_may_end_anywhere()
        => Gen.Select(RandomOptions.JsonLines, Seeds).Sample(
            (format, seed) =>
            {
                var rows = new RandomRecords(seed).Scalars(MaxRows * MaxRows);
                var whole = new ArrayBufferWriter<byte>(1 << 20);
                var blocks = new TightBlocks();
                try
                {
                    BatchRecords.CreateSerializer<Scalars>(format).Serialize(rows, initial: true, whole);
                }
                catch (InvalidDataException)
                {
                    return;
                }

                BatchRecords.CreateSerializer<Scalars>(format).Serialize(rows, initial: true, blocks);

                blocks.Written.Should().Equal(whole.WrittenSpan.ToArray());
            },
            iter: 60);

    private static void Compare<T>(StatelessFormat format, T[] rows, int seed)
        where T : IBatchSerializable<T>
    {
        var random = new Random(seed);
        var all = BatchRecords.SchemaOf<T>();
        Compare(format, rows, all, initial: true);
        Compare(format, rows, new Schema(all.FieldsList.Where((_, i) => i == 0 || random.Next(3) > 0), all.Metadata), initial: false);
    }

    private static void Compare<T>(StatelessFormat format, T[] rows, Schema schema, bool initial)
        where T : IBatchSerializable<T>
    {
        var indices = new RandomRecords(rows.Length).Selection(rows.Length);

        Written(BatchRecords.CreateSerializer<T>(format, schema)).Should().Be(Written(new RecordBatchSerializer<T>(format, schema)));

        string Written(IBatchSerializer<T> serializer)
        {
            var output = new ArrayBufferWriter<byte>();
            try
            {
                serializer.Serialize(new(rows), initial, output);
                serializer.Serialize(new(rows, indices), initial: false, output);
                return Encoding.Latin1.GetString(output.WrittenSpan);
            }
            catch (InvalidDataException e)
            {
                return e.Message;
            }
        }
    }
}
