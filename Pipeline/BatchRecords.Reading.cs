using System.Runtime.CompilerServices;
using DataflowWrite.Columns.Building;
using DataflowWrite.Sources;

namespace DataflowWrite;

/// <content>Reading datasets back.</content>
public static partial class BatchRecords
{
    /// <summary>The records of a dataset on the local disk, file after file, with the partition values that the directories hold.</summary>
    /// <param name="path">A directory or a file.</param>
    /// <param name="options">Null for the defaults; <see cref="DatasetReaderOptions.Schema"/> is that of the record.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such dataset, or no data file in it.</exception>
    /// <exception cref="SourceFormatException">A file is malformed, or a text does not fit; the message says where.</exception>
    /// <exception cref="RecordValueException">A value is null or out of range for its member.</exception>
    /// <exception cref="ArgumentException">A column is missing or of another type; the message names it.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        string path, DatasetReaderOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        options ??= new();
        var glance = await DatasetReader.OpenAsync(path, options with { Schema = [], InferTypes = false, SampleRows = 1 }, cancellationToken)
            .ConfigureAwait(false);

        // Files that state their types are taken at their word; text, and the names of directories, are read as the record needs them.
        var declared = T.Schema.FieldsList
            .Where(field => !glance.Format.StatesTypes || glance.PartitionColumns.Contains(field.Name))
            .Select(DeclaredTypes.Of);
        var reader = await DatasetReader.OpenAsync(path, options with { Schema = [.. declared] }, cancellationToken).ConfigureAwait(false);
        await foreach (var batch in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            T[] rows;
            using (batch)
                rows = T.Read(batch);

            foreach (var row in rows)
                yield return row;
        }
    }
}
