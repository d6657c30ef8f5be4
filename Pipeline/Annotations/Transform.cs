namespace DataflowWrite.Annotations;

/// <summary>How a partition value is made from a member, as Iceberg's specification defines it.</summary>
public enum Transform
{
    /// <summary>The value itself; the column leaves the files.</summary>
    Identity,

    /// <summary>The year of a date or an instant.</summary>
    Year,

    /// <summary>The month of a date or an instant.</summary>
    Month,

    /// <summary>The day of a date or an instant.</summary>
    Day,

    /// <summary>The hour of an instant.</summary>
    Hour,

    /// <summary>A number rounded down to a multiple of the width, or the first characters of a text.</summary>
    Truncate,

    /// <summary>A hash of the value modulo the number of buckets.</summary>
    Bucket,
}
