using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>
/// Turns values of a member into an Arrow array and back, a column at a time; made by <see cref="ColumnConverters"/>. Immutable and thread-safe.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class ColumnConverter<T>
{
    private protected ColumnConverter(IArrowType type, bool isNullable)
    {
        Type = type;
        IsNullable = isNullable;
    }

    /// <summary>The Arrow type of the column.</summary>
    public IArrowType Type { get; }

    /// <summary>Whether values may be null.</summary>
    public bool IsNullable { get; }

    /// <summary>An array of the values, which the caller disposes.</summary>
    /// <exception cref="RecordValueException">A value cannot be stored; its row is the index of the value.</exception>
    internal abstract ArrayData Build(ReadOnlySpan<T> values);

    /// <summary>What writes the values as text in a column of the type.</summary>
    internal abstract MemberText<T> CreateText(ITextMaker maker);

    /// <summary>A value that can always be stored, to stand under a null; false when there is none but those of real rows.</summary>
    internal virtual bool TryGetBlank(out T blank)
    {
        blank = default!;
        return default(T) is not null;
    }

    /// <summary>Whether an array of the type can be read.</summary>
    internal virtual bool CanRead(IArrowType type) => ArrowTypes.Same(type, Type);

    /// <summary>The values of an array, as many as the array has.</summary>
    /// <exception cref="RecordValueException">A value cannot be represented, or is null and must not; its row is the index of the value.</exception>
    /// <exception cref="NotSupportedException">The array is of a type that cannot be read so.</exception>
    internal void Read(ArrayData data, Span<T> values)
    {
        if (!CanRead(data.DataType))
            throw new NotSupportedException($"{ArrowTypes.NameOf(data.DataType)} where {ArrowTypes.NameOf(Type)} is expected.");

        if (!IsNullable && data.GetNullCount() > 0)
            throw RecordErrors.UnexpectedNull(FirstNull(data));

        ReadValues(data, values);
    }

    /// <summary>As <see cref="Read"/>, of an array that can be read; values of null rows are left as they are unless they may be null.</summary>
    internal abstract void ReadValues(ArrayData data, Span<T> values);

    private static int FirstNull(ArrayData data)
    {
        var validity = new RowValidity(data);
        var row = 0;
        while (row < data.Length && validity[data.Offset + row])
            row++;

        return row;
    }
}
