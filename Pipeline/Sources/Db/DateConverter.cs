namespace DataflowWrite.Sources.Db;

internal readonly struct DateConverter : IValueConverter<DateOnly, int>
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public bool TryConvert(DateOnly value, out int result)
    {
        result = value.DayNumber - Epoch;
        return true;
    }
}
