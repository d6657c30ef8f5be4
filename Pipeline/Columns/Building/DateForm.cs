namespace DataflowWrite.Columns.Building;

/// <summary>Dates as days since 1970.</summary>
internal readonly struct DateForm : IStoredForm<DateOnly, int>
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public DateOnly Blank => DateOnly.FromDayNumber(Epoch);

    public bool TryStore(DateOnly value, out int stored)
    {
        stored = value.DayNumber - Epoch;
        return true;
    }

    public string Problem(DateOnly value) => "";

    public bool TryLoad(int stored, out DateOnly value)
    {
        var day = stored + (long)Epoch;
        var loaded = day >= 0 && day <= DateOnly.MaxValue.DayNumber;
        value = loaded ? DateOnly.FromDayNumber((int)day) : default;
        return loaded;
    }

    public string LoadProblem(int stored) => $"day {stored} since 1970 is outside of the years 1 to 9999.";
}
