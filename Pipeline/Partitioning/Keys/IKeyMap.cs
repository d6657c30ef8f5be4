namespace DataflowWrite.Partitioning.Keys;

/// <summary>The key that a value stands for: values with equal keys share a partition.</summary>
internal interface IKeyMap<T, TKey>
{
    TKey Of(T value);
}
