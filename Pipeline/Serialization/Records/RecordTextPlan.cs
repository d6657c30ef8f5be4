namespace DataflowWrite.Serialization.Records;

/// <summary>How a format writes records of one schema as text.</summary>
/// <param name="Header">What a file begins with.</param>
/// <param name="Objects">Whether each row is an object on a line of its own, whose members end in commas.</param>
/// <param name="Columns">Makes the columns, anew for each thread.</param>
internal sealed record RecordTextPlan(byte[] Header, bool Objects, Func<TextColumns> Columns);
