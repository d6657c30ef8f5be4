using System.Buffers.Binary;
using CsCheck;
using DataflowWrite.Serialization.ArrowIpc.Messages;

namespace DataflowWrite.Tests.Serialization.ArrowIpc;

public sealed class FlatTablesTests
{
    [Test]
    public void Tables_are_laid_out_as_the_format_demands()
        => Gen.Select(Gen.Byte.Select(x => (byte)(x % 5 == 3 ? 8 : x % 5)).Array[1, 7].Array[1, 5], Gen.Int[0, 3]).Sample((tables, repeats) =>
        {
            var flat = new FlatTables();
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                flat.Table(8, 4, 2, 1);
                flat.Vector(repeat, 24);
                flat.Clear();
            }

            var positions = tables.Select(sizes => flat.Table(sizes)).ToArray();
            var bytes = flat.Written.ToArray();

            Int32(bytes, 0).Should().Be(positions[0]);
            foreach (var (position, sizes) in positions.Zip(tables))
                CheckTable(bytes, position, sizes);
        });

    [Test]
    public void References_point_forward_to_what_was_added_later()
    {
        var flat = new FlatTables();
        var table = flat.Table(4, 0, 4);
        var vector = flat.Vector(2, 16);
        flat.Elements(vector, 4)[3] = 77;
        var embedded = flat.Embed([1, 2, 3]);
        flat.Refer(table, 0, vector);
        flat.Refer(table, 2, embedded);
        var bytes = flat.Written.ToArray();

        Follow(bytes, table, 0).Should().Be(vector);
        Follow(bytes, table, 2).Should().Be(embedded);
        Int32(bytes, vector).Should().Be(2);
        ((vector + 4) % 8).Should().Be(0);
        (embedded % 8).Should().Be(0);
        BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(vector + 4 + 24)).Should().Be(77);
        bytes[embedded..].Should().Equal(1, 2, 3);
    }

    private static void CheckTable(byte[] bytes, int table, byte[] sizes)
    {
        var vtable = table - Int32(bytes, table);
        var size = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(vtable + 2));
        BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(vtable)).Should().Be((short)(4 + (2 * sizes.Length)));
        (vtable % 2).Should().Be(0);
        (table % 4).Should().Be(0);
        var used = new bool[size];
        used.AsSpan(0, 4).Fill(true);
        for (var field = 0; field < sizes.Length; field++)
        {
            var offset = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(vtable + 4 + (2 * field)));
            if (sizes[field] == 0)
            {
                offset.Should().Be(0);
                continue;
            }

            ((table + offset) % sizes[field]).Should().Be(0, "fields are aligned");
            used.Skip(offset).Take(sizes[field]).Should().HaveCount(sizes[field]).And.OnlyContain(taken => !taken, "fields do not overlap");
            used.AsSpan(offset, sizes[field]).Fill(true);
        }
    }

    private static int Follow(byte[] bytes, int table, int field)
    {
        var vtable = table - Int32(bytes, table);
        var position = table + BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(vtable + 4 + (2 * field)));
        return position + Int32(bytes, position);
    }

    private static int Int32(byte[] bytes, int position) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position));
}
