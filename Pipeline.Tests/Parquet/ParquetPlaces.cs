using DataflowWrite.Parquet.Writing;

namespace DataflowWrite.Tests.Parquet;

/// <summary>What a footer says of the places of its row groups, read by the numbers of parquet.thrift.</summary>
internal sealed record ParquetPlaces(long RowCount, IReadOnlyList<ParquetPlaces.Group> Groups)
{
    public static ParquetPlaces Read(byte[] file)
    {
        var footer = file.AsSpan(file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8));
        var reader = new ThriftReader(footer);
        reader.SkipToField(3);
        var rows = reader.ReadInteger();
        reader = new(footer);
        reader.SkipToField(4);
        var (type, count) = reader.ReadListHeader();
        var groups = new List<Group>();
        for (var i = 0; i < count; i++)
        {
            var start = reader.Position;
            reader.Skip(type);
            groups.Add(ReadGroup(file, footer[start..reader.Position]));
        }

        return new(rows, groups);
    }

    private static Group ReadGroup(byte[] file, ReadOnlySpan<byte> group)
    {
        var reader = new ThriftReader(group);
        reader.SkipToField(1);
        var (type, count) = reader.ReadListHeader();
        var columns = new List<Column>();
        for (var i = 0; i < count; i++)
        {
            var start = reader.Position;
            reader.Skip(type);
            columns.Add(ReadColumn(file, group[start..reader.Position]));
        }

        return new(columns);
    }

    private static Column ReadColumn(byte[] file, ReadOnlySpan<byte> column)
    {
        var reader = new ThriftReader(column);
        reader.SkipToField(3);
        reader.SkipToField(9);
        var firstDataPage = reader.ReadInteger();
        reader = new(column);
        reader.SkipToField(4);
        var index = new ThriftReader(file.AsSpan((int)reader.ReadInteger()));
        index.SkipToField(1);
        index.ReadListHeader();
        index.SkipToField(1);
        return new(firstDataPage, index.ReadInteger());
    }

    internal sealed record Group(IReadOnlyList<Column> Columns);

    internal sealed record Column(long FirstDataPage, long FirstPageOfIndex);
}
