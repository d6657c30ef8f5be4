using System.Data.Common;

namespace DataflowWrite.Sources.Db;

internal static class DbValue
{
    /// <summary>
    /// The value without a box where the provider has a way: the typed getters first, since the base of
    /// <see cref="DbDataReader.GetFieldValue{T}"/> boxes. For each T the compiler leaves one of the branches.
    /// </summary>
    public static T Get<T>(DbDataReader reader, int ordinal)
    {
        if (typeof(T) == typeof(int))
            return (T)(object)reader.GetInt32(ordinal);
        if (typeof(T) == typeof(long))
            return (T)(object)reader.GetInt64(ordinal);
        if (typeof(T) == typeof(short))
            return (T)(object)reader.GetInt16(ordinal);
        if (typeof(T) == typeof(byte))
            return (T)(object)reader.GetByte(ordinal);
        if (typeof(T) == typeof(bool))
            return (T)(object)reader.GetBoolean(ordinal);
        if (typeof(T) == typeof(float))
            return (T)(object)reader.GetFloat(ordinal);
        if (typeof(T) == typeof(double))
            return (T)(object)reader.GetDouble(ordinal);
        if (typeof(T) == typeof(decimal))
            return (T)(object)reader.GetDecimal(ordinal);
        if (typeof(T) == typeof(DateTime))
            return (T)(object)reader.GetDateTime(ordinal);
        if (typeof(T) == typeof(Guid))
            return (T)(object)reader.GetGuid(ordinal);
        if (typeof(T) == typeof(string))
            return (T)(object)reader.GetString(ordinal);
        if (typeof(T) == typeof(Stream))
            return (T)(object)reader.GetStream(ordinal);

        return reader.GetFieldValue<T>(ordinal);
    }
}
