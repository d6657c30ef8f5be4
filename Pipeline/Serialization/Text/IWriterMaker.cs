using Apache.Arrow.Types;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// Makes writers of one kind, those of arrays or those of single values, for formats that are chosen once for both: so the two write
/// the same. Implemented by structs.
/// </summary>
internal interface IWriterMaker<TWriter>
{
    TWriter Null(string name, ValueFrame frame);

    TWriter Boolean(string name, ValueFrame frame);

    TWriter Fixed<T, TFormat>(string name, ValueFrame frame, TFormat format)
        where T : unmanaged
        where TFormat : struct, IValueFormat<T>;

    TWriter Uuid(string name, ValueFrame frame);

    TWriter Bytes<TFormat>(string name, IArrowType type, ValueFrame frame, TFormat format)
        where TFormat : struct, IBytesFormat;

    TWriter Text<TFormat>(string name, IArrowType type, ValueFrame frame, TFormat format)
        where TFormat : struct, ITextFormat;

    /// <summary>Looks at the text of another writer's values before it writes them.</summary>
    TWriter Checked(string name, ValueFrame frame, TWriter values, CsvTextFormat format);
}
