namespace DataflowWrite.Sources.Db;

internal readonly struct UuidConverter : IValueConverter<Guid, UuidBits>
{
    public bool TryConvert(Guid value, out UuidBits result)
    {
        result = default;
        return value.TryWriteBytes(result, bigEndian: true, out _);
    }
}
