namespace DataflowWrite.Sources.Db;

internal readonly struct SameValue<T> : IValueConverter<T, T>
    where T : unmanaged
{
    public bool TryConvert(T value, out T result)
    {
        result = value;
        return true;
    }
}
