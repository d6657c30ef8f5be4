using System.Data.Common;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>What is known of a column of <see cref="BatchDataReader"/>.</summary>
internal sealed class BatchDataColumn : DbColumn
{
    public BatchDataColumn(string name, Type type, int ordinal, bool isNullable)
    {
        ColumnName = name;
        DataType = type;
        ColumnOrdinal = ordinal;
        AllowDBNull = isNullable;
    }
}
