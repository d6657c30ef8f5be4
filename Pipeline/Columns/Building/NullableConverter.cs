using Apache.Arrow;

namespace DataflowWrite.Columns.Building;

/// <summary>Value types that may be null. Under a null stands a blank, or a value of another row where the type has no blank.</summary>
internal sealed class NullableConverter<T>(ColumnConverter<T> inner) : ColumnConverter<T?>(inner.Type, isNullable: true)
    where T : struct
{
    internal override bool CanRead(Apache.Arrow.Types.IArrowType type) => inner.CanRead(type);

    internal override MemberText<T?> CreateText(ITextMaker maker) => maker.Nullable(inner);

    internal override ArrayData Build(ReadOnlySpan<T?> values)
    {
        var bits = NullBits.Of(values, allowed: true, out var nulls);
        try
        {
            var data = BuildFilled(values);
            var buffers = data.Buffers.ToArray();
            buffers[0] = bits;
            return new(Type, data.Length, nulls, 0, buffers, data.Children, data.Dictionary);
        }
        catch
        {
            bits.Dispose();
            throw;
        }
    }

    internal override void ReadValues(ArrayData data, Span<T?> values)
    {
        using var present = new RowValues<T>(values.Length);
        inner.ReadValues(data, present.Span);
        var valid = new RowValidity(data);
        for (var i = 0; i < values.Length; i++)
            values[i] = valid[data.Offset + i] ? present.Span[i] : null;
    }

    private ArrayData BuildFilled(ReadOnlySpan<T?> values)
    {
        if (!inner.TryGetBlank(out var blank))
        {
            var first = 0;
            while (first < values.Length && values[first] is null)
                first++;

            if (first == values.Length)
                return BlankArray.Of(Type, values.Length);

            blank = values[first]!.Value;
        }

        using var filled = new RowValues<T>(values.Length);
        var span = filled.Span;
        for (var i = 0; i < span.Length; i++)
            span[i] = values[i] ?? blank;

        return inner.Build(span);
    }
}
