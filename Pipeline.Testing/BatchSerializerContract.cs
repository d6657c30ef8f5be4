using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Serialization;
using NUnit.Framework;

namespace DataflowWrite.Testing;

/// <summary>What every <see cref="IBatchSerializer"/> promises, one test for each clause: the base of a fixture for a serializer of one's own.</summary>
public abstract partial class BatchSerializerContract
{
    private const int Rows = 100;
    private const int Seed = 17;

    /// <summary>
    /// Whether the bytes of a file tell nothing of how its rows were cut into batches, so that an empty batch has no bytes. Default true; false for a
    /// serializer that frames each batch.
    /// </summary>
    protected virtual bool CutsLeaveNoTrace => true;

    /// <summary>Makes a serializer for batches of a schema, which is that of <see cref="CreateBatch"/>.</summary>
    protected abstract IBatchSerializer CreateSerializer(Schema schema);

    /// <summary>
    /// Makes a batch that nobody else uses: with the same arguments always the same values, with others other ones. Default columns of integers, numbers,
    /// texts and truth values, with nulls.
    /// </summary>
    /// <param name="rows">How many rows; 0 is one of the cases.</param>
    /// <param name="seed">Tells apart batches of the same length.</param>
    protected virtual RecordBatch CreateBatch(int rows, int seed)
    {
        var random = new Random(seed);
        Int64Array.Builder ids = new();
        DoubleArray.Builder amounts = new();
        StringArray.Builder names = new();
        BooleanArray.Builder flags = new();
        for (var row = 0; row < rows; row++)
        {
            ids.Append(random.NextInt64(-1_000_000, 1_000_000));
            amounts.Append(row % 5 == 1 ? null : random.Next(-4_000, 4_000) / 8.0);
            names.Append(row % 7 == 2 ? null : new string((char)('a' + random.Next(26)), random.Next(12)));
            if (row % 3 == 0)
                flags.AppendNull();
            else
                flags.Append(random.Next(2) == 0);
        }

        var schema = new Schema(
            [
                new("id", Int64Type.Default, nullable: false), new("amount", DoubleType.Default, nullable: true),
                new("name", StringType.Default, nullable: true), new("flag", BooleanType.Default, nullable: true),
            ],
            null);
        return new(schema, [ids.Build(), amounts.Build(), names.Build(), flags.Build()], rows);
    }

    private static byte[] Append(IBatchSerializer serializer, RecordBatch batch, bool initial)
    {
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(batch, initial, output);
        return output.WrittenSpan.ToArray();
    }

    private static RecordBatch Rename(RecordBatch batch, string first)
    {
        var fields = batch.Schema.FieldsList.Select((field, n) => n == 0 ? new Field(first, field.DataType, field.IsNullable) : field);
        return new(new(fields, null), batch.Arrays, batch.Length);
    }

    private static void ExpectBytes(byte[] actual, byte[] expected, string clause)
    {
        var common = actual.AsSpan().CommonPrefixLength(expected);
        Assert.That(
            common == expected.Length && common == actual.Length,
            $"{clause}: the bytes differ at {common}, of {actual.Length} instead of {expected.Length}");
    }

    private static async ValueTask RefusesAsync<TException>(string clause, Func<ValueTask> call)
        where TException : Exception
    {
        try
        {
            await call();
        }
        catch (TException)
        {
            return;
        }

        throw new AssertionException($"{clause}: the call succeeded, and should throw {typeof(TException).Name}.");
    }

    /// <summary>A serializer that has done nothing yet.</summary>
    private IBatchSerializer Fresh()
    {
        using var batch = CreateBatch(0, Seed);
        return CreateSerializer(batch.Schema);
    }

    private byte[] BytesOf(int rows, bool initial)
    {
        using var batch = CreateBatch(rows, Seed);
        return Append(Fresh(), batch, initial);
    }

    private byte[] BytesOfCopy(RecordBatch batch, int offset, int length)
    {
        using var copy = RowGather.Copy(batch, offset, length);
        return Append(Fresh(), copy, initial: false);
    }
}
