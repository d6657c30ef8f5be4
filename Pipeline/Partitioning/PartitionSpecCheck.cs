using Apache.Arrow;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning;

/// <summary>What a partition specification must fulfil before the first row is read.</summary>
internal static class PartitionSpecCheck
{
    public static void Check(PartitionSpec spec, Schema schema, bool keepColumns)
    {
        CheckUniqueNames(schema);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in spec)
        {
            var index = schema.GetFieldIndex(field.SourceColumn, StringComparer.Ordinal);
            if (index < 0)
                throw new ArgumentException(
                    $"There is no column '{field.SourceColumn}' to partition by. The columns are {List(schema)}.");
            if (!seen.Add(field.Name))
                throw new ArgumentException(field.LeavesFile
                    ? $"Column '{field.SourceColumn}' is named twice as a partition column. Name it once."
                    : $"Two partition fields are named '{field.Name}', {field} and another one. Give one of them another Name ('as' in text).");
            if (field.Name.Length == 0)
                throw new ArgumentException("A column without a name cannot be a partition column. Give it a name.");

            LayeredColumns.Create(schema.FieldsList[index], field.Transform);
            CheckOwnName(field, schema);
            CheckName(field.Name);
        }

        if (spec[0].Name[0] is '_' or '.')
            throw new ArgumentException(
                $"The first partition column '{spec[0].Name}' begins with '{spec[0].Name[0]}', and readers pass over " +
                "directories that do. Put another column first or rename it.");

        if (!keepColumns && schema.FieldsList.All(field => spec.Removes(field.Name)))
            throw new ArgumentException(
                $"All columns ({List(schema)}) are partition columns, so nothing would be left for the files. " +
                "Partition by fewer of them, or keep them with KeepPartitionColumns (--keep-partition-columns).");
    }

    private static void CheckUniqueNames(Schema schema)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in schema.FieldsList)
            if (!seen.Add(field.Name))
                throw new ArgumentException($"Two columns are named '{field.Name}'. Partitioning goes by name: rename one of them.");
    }

    // Readers take a directory of a column's name for the column.
    private static void CheckOwnName(PartitionField field, Schema schema)
    {
        if ((field.Name != field.SourceColumn || !field.LeavesFile) && schema.GetFieldIndex(field.Name, StringComparer.Ordinal) >= 0)
            throw new ArgumentException(
                $"The directories of {field} would be named '{field.Name}', as a column is, and readers could not tell them apart. " +
                "Partition by that column itself if it holds the same, or give the field another Name ('as' in text).");
    }

    private static void CheckName(string name)
    {
        try
        {
            PartitionPath.Encode(name, "");
        }
        catch (InvalidDataException failure)
        {
            throw new ArgumentException($"Column '{name}' cannot name a directory: {failure.Message}", failure);
        }
    }

    private static string List(Schema schema) => string.Join(", ", schema.FieldsList.Select(field => $"'{field.Name}'"));
}
