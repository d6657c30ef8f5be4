using System.Diagnostics.CodeAnalysis;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>What is said of values and columns that a record cannot write.</summary>
internal static class FieldErrors
{
    /// <exception cref="RecordValueException">Always; who knows the row adds it.</exception>
    [DoesNotReturn]
    public static void ThrowNull(string column) => throw RecordErrors.UnexpectedNull(0).Within(column, 0);

    public static RecordValueException Value(string column, string problem) => new(column, 0, problem);

    public static ArgumentException WrongType(string column, IArrowType type, string written)
        => new($"Column '{column}' of the writer schema is {ArrowTypes.NameOf(type)}, and the record has {written} for it; use the record's own schema.");

    public static ArgumentException Misplaced(string column)
        => new($"Column '{column}' of the writer schema stands in another place than in the record, or the record does not have it;"
            + " use the record's own schema, from which columns may be left out.");
}
