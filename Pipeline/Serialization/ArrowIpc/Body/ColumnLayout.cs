using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds rows of an array to a body, whatever the array's own offset; nothing of other rows gets into the buffers.</summary>
internal readonly struct ColumnLayout(BodyLayout body, IDictionaryUse dictionaries)
{
    public BodyLayout Body { get; } = body;

    public IDictionaryUse Dictionaries { get; } = dictionaries;

    /// <summary>Adds a range of rows, counted from the array's offset.</summary>
    public void Add(IpcField field, ArrayData data, long start, long count)
    {
        if (start < 0 || count < 0 || start > data.Length - count)
            throw CheckedData.Damaged(field.Path, $"it refers to values {start:N0} to {start + count:N0} where there are {data.Length:N0}");

        AddAt(field, data, data.Offset + (int)start, (int)count);
    }

    // The start counts from the beginning of the buffers here and in all that is called.
    private void AddAt(IpcField field, ArrayData data, int start, int count)
    {
        switch (field.Type)
        {
            case NullType:
                Body.Nodes.Add(new(count, count));
                break;
            case BooleanType:
                AddNode(field, data, start, count);
                BitLayout.Add(Body, field, data, 1, start, count);
                break;
            case DictionaryType:
                AddNode(field, data, start, count);
                IndexLayout.Add(this, field, data, start, count);
                break;
            case StringType or BinaryType:
                AddNode(field, data, start, count);
                OffsetLayout.AddBinary<int>(Body, field, data, start, count);
                break;
            case LargeStringType or LargeBinaryType:
                AddNode(field, data, start, count);
                OffsetLayout.AddBinary<long>(Body, field, data, start, count);
                break;
            case StringViewType or BinaryViewType:
                AddNode(field, data, start, count);
                ViewLayout.Add(Body, field, data, start, count);
                break;
            case FixedWidthType fixedWidth:
                AddNode(field, data, start, count);
                Body.Add(field, data, 1, start, count, fixedWidth.BitWidth / 8);
                break;
            default:
                AddNested(field, data, start, count);
                break;
        }
    }

    private void AddNested(IpcField field, ArrayData data, int start, int count)
    {
        switch (field.Type)
        {
            case ListType or MapType:
                AddNode(field, data, start, count);
                OffsetLayout.AddList<int>(this, field, data, start, count);
                break;
            case LargeListType:
                AddNode(field, data, start, count);
                OffsetLayout.AddList<long>(this, field, data, start, count);
                break;
            case ListViewType:
                AddNode(field, data, start, count);
                ListViewLayout.Add<int>(this, field, data, start, count);
                break;
            case LargeListViewType:
                AddNode(field, data, start, count);
                ListViewLayout.Add<long>(this, field, data, start, count);
                break;
            case FixedSizeListType list:
                AddNode(field, data, start, count);
                Add(field.Children[0], CheckedData.Child(field.Path, data, 0), (long)start * list.ListSize, (long)count * list.ListSize);
                break;
            case StructType:
                AddNode(field, data, start, count);
                AddChildren(field, data, start, count);
                break;
            case UnionType { Mode: UnionMode.Sparse } union:
                Body.Nodes.Add(new(count, 0));
                UnionLayout.AddTypeIds(Body, field, union, data, start, count);
                AddChildren(field, data, start, count);
                break;
            case UnionType union:
                Body.Nodes.Add(new(count, 0));
                UnionLayout.AddDense(this, field, union, data, start, count);
                break;
            case RunEndEncodedType runs:
                Body.Nodes.Add(new(count, 0));
                RunEndLayout.Add(this, field, runs, data, start, count);
                break;
            default:
                throw new NotSupportedException($"Column '{field.Path}' has type {field.Type.Name}, which Arrow IPC cannot hold.");
        }
    }

    // Validity is left out where nothing is null, as every reader expects.
    private void AddNode(IpcField field, ArrayData data, int start, int count)
    {
        if (count == 0 || data.Buffers is not [{ IsEmpty: false }, ..] || data.NullCount == 0)
        {
            Body.Nodes.Add(new(count, 0));
            Body.AddEmpty();
            return;
        }

        var bits = CheckedData.Bytes(field.Path, data, 0, 0, ((long)start + count + 7) / 8);
        var nulls = count - BitUtility.CountBits(bits, start, count);
        Body.Nodes.Add(new(count, nulls));
        if (nulls == 0)
            Body.AddEmpty();
        else
            BitLayout.Add(Body, field, data, 0, start, count);
    }

    private void AddChildren(IpcField field, ArrayData data, int start, int count)
    {
        for (var i = 0; i < field.Children.Length; i++)
            Add(field.Children[i], CheckedData.Child(field.Path, data, i), start, count);
    }
}
