using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>Record batches as the rows of a query, for libraries that take those.</summary>
internal sealed class BatchDataReader(IReadOnlyList<RecordBatch> batches) : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly Schema _schema = batches[0].Schema;
    private IArrowArray[] _columns = [];
    private int _batch = -1;
    private int _row;

    public override int FieldCount => _schema.FieldsList.Count;

    public override bool HasRows => batches.Count > 0;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        _row++;
        while (_batch < 0 || _row >= batches[_batch].Length)
        {
            if (++_batch == batches.Count)
                return false;

            _row = 0;
            _columns = [.. batches[_batch].Arrays];
        }

        return true;
    }

    public ReadOnlyCollection<DbColumn> GetColumnSchema() => new(
        [.. _schema.FieldsList.Select((field, i) => new BatchDataColumn(field.Name, GetFieldType(i), i, field.IsNullable))]);

    public override bool NextResult() => false;

    public override string GetName(int ordinal) => _schema.GetFieldByIndex(ordinal).Name;

    public override int GetOrdinal(string name) => _schema.GetFieldIndex(name);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override Type GetFieldType(int ordinal) => _schema.GetFieldByIndex(ordinal).DataType switch
    {
        var type when ColumnText.IsText(type) => typeof(string),
        BooleanType => typeof(bool),
        Int16Type => typeof(short),
        Int32Type => typeof(int),
        Int64Type => typeof(long),
        DoubleType => typeof(double),
        Decimal128Type => typeof(decimal),
        Date32Type or TimestampType => typeof(DateTime),
        var other => throw new NotSupportedException($"Column {GetName(ordinal)} is of type {other.Name}."),
    };

    public override bool IsDBNull(int ordinal) => _columns[ordinal].IsNull(_row);

    public override string GetString(int ordinal) => ColumnText.At(_columns[ordinal], _row)!;

    public override bool GetBoolean(int ordinal) => ((BooleanArray)_columns[ordinal]).GetValue(_row)!.Value;

    public override short GetInt16(int ordinal) => ((Int16Array)_columns[ordinal]).Values[_row];

    public override int GetInt32(int ordinal) => ((Int32Array)_columns[ordinal]).Values[_row];

    public override long GetInt64(int ordinal) => ((Int64Array)_columns[ordinal]).Values[_row];

    public override double GetDouble(int ordinal) => ((DoubleArray)_columns[ordinal]).Values[_row];

    public override decimal GetDecimal(int ordinal) => ((Decimal128Array)_columns[ordinal]).GetValue(_row)!.Value;

    public override DateTime GetDateTime(int ordinal) => _columns[ordinal] switch
    {
        Date32Array dates => dates.GetDateTime(_row)!.Value,
        TimestampArray instants => instants.GetTimestamp(_row)!.Value.UtcDateTime,
        _ => throw new InvalidCastException(),
    };

    public override object GetValue(int ordinal) => Type.GetTypeCode(GetFieldType(ordinal)) switch
    {
        _ when IsDBNull(ordinal) => DBNull.Value,
        TypeCode.String => GetString(ordinal),
        TypeCode.Boolean => GetBoolean(ordinal),
        TypeCode.Int16 => GetInt16(ordinal),
        TypeCode.Int32 => GetInt32(ordinal),
        TypeCode.Int64 => GetInt64(ordinal),
        TypeCode.Double => GetDouble(ordinal),
        TypeCode.Decimal => GetDecimal(ordinal),
        _ => GetDateTime(ordinal),
    };

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);

        return count;
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
}
