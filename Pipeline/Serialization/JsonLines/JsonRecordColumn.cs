using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization.Records;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>A field of a JSON object, an item of an array, or a key or value of a map, for records.</summary>
internal sealed class JsonRecordColumn(JsonColumns columns, string path, Field field, JsonPlace place) : RecordColumn(path, field)
{
    protected override ValueFrame Frame => place.Plain;

    protected override ITextField CreateScalar()
        => columns.CreateValue<FieldMaker, ITextField>(new FieldMaker(IsNullable), Name, Type, place);

    protected override RecordColumn[] CreateMembers(StructType type) => columns.CreateRecord(type.Fields, Name + ".");

    protected override RecordColumn CreateItems(Field items) => new JsonRecordColumn(columns, Name + "[]", items, JsonPlace.Item);

    protected override RecordColumn CreateKeys(Field keys) => new JsonRecordColumn(columns, Name + ".key", keys, JsonPlace.Key);

    protected override RecordColumn CreateValues(Field values)
        => new JsonRecordColumn(columns, Name + ".value", values, JsonPlace.Item);
}
