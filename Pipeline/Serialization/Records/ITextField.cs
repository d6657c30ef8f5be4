using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>Writes single values of one column.</summary>
internal interface ITextField
{
    FieldSite Site { get; }

    /// <summary>A field of the same values, whose texts are looked at before they are written.</summary>
    ITextField Checked(FieldSite site, CsvTextFormat format);
}
