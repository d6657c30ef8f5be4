using System.Diagnostics.CodeAnalysis;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Records;

/// <summary>What is said of values and columns that a record cannot write.</summary>
internal static class FieldErrors
{
    [DoesNotReturn]
    public static void ThrowNull(string column)
        => throw new InvalidDataException(
            $"Column '{column}': a value is null, and the member is declared not to be; declare it nullable, or give it a value.");

    public static ArgumentException WrongType(string column, IArrowType type, string written)
        => new($"Column '{column}' of the writer schema is {ArrowTypes.NameOf(type)}, and the record has {written} for it; use the record's own schema.");

    public static ArgumentException Misplaced(string column)
        => new($"Column '{column}' of the writer schema stands in another place than in the record, or the record does not have it;"
            + " use the record's own schema, from which columns may be left out.");

    public static InvalidDataException InRow(int row, InvalidDataException cause) => new($"Row {row:N0}: {cause.Message}", cause);
}
