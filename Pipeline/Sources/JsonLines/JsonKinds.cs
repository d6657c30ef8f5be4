namespace DataflowWrite.Sources.JsonLines;

/// <summary>The JSON kinds that a column has shown, nulls apart.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Bool = 1,
    Number = 2,
    String = 4,
    Nested = 8,
    All = Bool | Number | String | Nested,
}
