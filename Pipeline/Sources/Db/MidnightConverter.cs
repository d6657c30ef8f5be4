namespace DataflowWrite.Sources.Db;

/// <summary>Dates of providers that give them as midnights.</summary>
internal readonly struct MidnightConverter : IValueConverter<DateTime, int>
{
    public bool TryConvert(DateTime value, out int result)
    {
        result = (int)((value.Date.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay);
        return value.TimeOfDay == TimeSpan.Zero;
    }
}
