using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization.Records;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Csv;

/// <summary>A column of a CSV file, for records. Nested types were refused before.</summary>
internal sealed class CsvRecordColumn(CsvColumns columns, Field field, ValueFrame frame, CsvText text) : RecordColumn(field.Name, field)
{
    protected override ValueFrame Frame => frame;

    protected override ITextField CreateScalar()
        => columns.CreateValue<FieldMaker, ITextField>(new FieldMaker(IsNullable), Name, Type, frame, text);

    protected override RecordColumn[] CreateMembers(StructType type) => throw Nested();

    protected override RecordColumn CreateItems(Field items) => throw Nested();

    protected override RecordColumn CreateKeys(Field keys) => throw Nested();

    protected override RecordColumn CreateValues(Field values) => throw Nested();

    private NotSupportedException Nested() => new($"Column '{Name}' is nested, which CSV cannot hold; leave it out.");
}
