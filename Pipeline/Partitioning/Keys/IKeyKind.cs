namespace DataflowWrite.Partitioning.Keys;

/// <summary>How values of one type are made equal when they stand for the same key.</summary>
internal interface IKeyKind<T>
{
    static abstract T Canonical(T value);
}
