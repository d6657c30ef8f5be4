namespace DataflowWrite.Annotations;

/// <summary>What a column of an enum holds.</summary>
public enum EnumStorage
{
    /// <summary>The name of the value as text; a value without a name is an error.</summary>
    Name,

    /// <summary>The number, in the enum's own integer type.</summary>
    Number,
}
