namespace DataflowWrite.Columns.Building;

/// <summary>How a value is stored in a fixed number of bytes.</summary>
/// <typeparam name="TValue">The type of the member.</typeparam>
/// <typeparam name="TStored">What Arrow stores.</typeparam>
internal interface IStoredForm<TValue, TStored>
    where TStored : unmanaged
{
    /// <summary>A value that can always be stored, to stand under a null.</summary>
    TValue Blank { get; }

    /// <summary>False when the value cannot be stored.</summary>
    bool TryStore(TValue value, out TStored stored);

    /// <summary>Why a value cannot be stored, with the value and a remedy.</summary>
    string Problem(TValue value);

    /// <summary>False when the value has no counterpart.</summary>
    bool TryLoad(TStored stored, out TValue value);

    /// <summary>Why a stored value has no counterpart.</summary>
    string LoadProblem(TStored stored);
}
