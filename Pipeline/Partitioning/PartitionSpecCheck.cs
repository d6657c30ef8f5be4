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
                throw new ArgumentException($"Column '{field.SourceColumn}' is named twice as a partition column. Name it once.");
            if (field.Name.Length == 0)
                throw new ArgumentException("A column without a name cannot be a partition column. Give it a name.");

            KeyColumns.Create(schema.FieldsList[index]);
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
