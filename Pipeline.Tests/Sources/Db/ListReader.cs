using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;

namespace DataflowWrite.Tests.Sources.Db;

/// <summary>A result made of rows in memory, which may fail on the way to one of them.</summary>
internal sealed class ListReader(ResultColumnOf[] columns, params object?[][] rows) : DbDataReader, IDbColumnSchemaGenerator
{
    private int _row = -1;

    /// <summary>Thrown instead of giving row <see cref="FailingRow"/>, counted from 1.</summary>
    public Exception? Failure { get; init; }

    public int FailingRow { get; init; }

    public bool IsDisposed { get; private set; }

    public override int FieldCount => columns.Length;

    public override int Depth => 0;

    public override bool HasRows => rows.Length > 0;

    public override bool IsClosed => IsDisposed;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <summary>One column of one value in each row.</summary>
    public static ListReader Of(Type type, params object?[] values) => Of(type, "", values);

    public static ListReader Of(Type type, string typeName, params object?[] values)
        => new([new("v", type, typeName)], System.Array.ConvertAll(values, value => new[] { value }));

    public override bool Read()
    {
        _row++;
        return Failure is { } failure && _row + 1 == FailingRow ? throw failure : _row < rows.Length;
    }

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override int GetOrdinal(string name) => System.Array.FindIndex(columns, column => column.Name == name);

    public override Type GetFieldType(int ordinal) => columns[ordinal].Type;

    public override string GetDataTypeName(int ordinal)
        => columns[ordinal].TypeName is { Length: > 0 } name ? name : columns[ordinal].Type.Name;

    public override bool IsDBNull(int ordinal) => rows[_row][ordinal] is null;

    public override object GetValue(int ordinal) => rows[_row][ordinal] switch
    {
        null => DBNull.Value,
        Exception failure => throw failure,
        var value => value,
    };

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override Stream GetStream(int ordinal) => (Stream)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
        => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
        => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    public ReadOnlyCollection<DbColumn> GetColumnSchema()
        => new([.. columns.Select((column, ordinal) => (DbColumn)new Description(column, ordinal))]);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private sealed class Description : DbColumn
    {
        public Description(ResultColumnOf column, int ordinal)
        {
            ColumnName = column.Name;
            ColumnOrdinal = ordinal;
            DataType = column.Type;
            AllowDBNull = column.AllowsNull;
        }
    }
}
