namespace DataflowWrite.Sources.Csv;

/// <summary>Where a field's text lies in its row, without the quotes around it.</summary>
/// <param name="Start">The offset from the beginning of the row.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Quoted">Whether it stood in quotes.</param>
/// <param name="Escaped">Whether it holds doubled quotes.</param>
internal readonly record struct CsvField(int Start, int Length, bool Quoted, bool Escaped);
