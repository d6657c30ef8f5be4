using Apache.Arrow;

namespace DataflowWrite.Tests.Serialization;

/// <summary>A column and what another reader must find in the file of it.</summary>
/// <param name="Name">The Arrow type.</param>
/// <param name="ReadAs">The type that the reader is told.</param>
/// <param name="Expression">What is asked of column v.</param>
/// <param name="Values">The column.</param>
/// <param name="Expected">The answer, row by row; null for a null.</param>
internal sealed record ReaderCase(
    string Name, string ReadAs, string Expression, IArrowArray Values, object?[] Expected)
{
    public static ReaderCase Of<T>(
        string name, string readAs, string expression, T?[] values, Func<T?[], IArrowArray> make, Func<T, object> expected)
        where T : struct
        => new(name, readAs, expression, make(values), [.. values.Select(v => v is { } value ? expected(value) : null)]);

    public static ReaderCase OfTexts(string name, string?[] values, Func<string?[], IArrowArray> make)
        => new(name, "VARCHAR", "v", make(values), [.. values]);

    public static ReaderCase OfBytes(string name, byte[]?[] values, Func<byte[]?[], IArrowArray> make)
        => new(
            name, "VARCHAR", "hex(unhex(v))", make(values),
            [.. values.Select(v => v is null ? null : Convert.ToHexString(v))]);

    public override string ToString() => Name;
}
