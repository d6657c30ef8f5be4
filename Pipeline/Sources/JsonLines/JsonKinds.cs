namespace DataflowWrite.Sources.JsonLines;

/// <summary>The JSON kinds that a column has shown, nulls apart.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Bool = 1,
    Number = 2,
    String = 4,
    Object = 8,
    Array = 16,
    Scalar = Bool | Number | String,
    All = Scalar | Object | Array,
}
