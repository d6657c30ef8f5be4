using ParquetSharp;

namespace DataflowWrite.Parquet.Writing;

/// <summary>A leaf with every option filled in.</summary>
internal sealed record LeafOptions(
    Leaf Leaf, ParquetCodec Codec, int? Level, ParquetEncoding? Encoding, bool Dictionary, ParquetStatistics Statistics)
{
    /// <exception cref="ArgumentException">The options name a column that is not there, or an encoding that is not for its type.</exception>
    public static LeafOptions[] Resolve(IReadOnlyList<Leaf> leaves, ParquetOptions options)
    {
        foreach (var (name, column) in options.Columns)
        {
            var isColumn = leaves.Any(leaf => leaf.Column == name);
            if (!isColumn && !leaves.Any(leaf => leaf.Name == name))
                throw new ArgumentException(
                    $"Columns names '{name}', which the files do not have; they have {string.Join(", ", leaves.Select(leaf => $"'{leaf.Name}'"))}.");
            if (!isColumn && column.FieldId is not null)
                throw new ArgumentException(
                    $"Columns gives '{name}' a field id, which only whole columns can have here; put it into the metadata of the Arrow field, as PARQUET:field_id.");
        }

        return [.. leaves.Select(leaf => Resolve(leaf, options))];
    }

    private static LeafOptions Resolve(Leaf leaf, ParquetOptions options)
    {
        var own = options.Columns.GetValueOrDefault(leaf.Name);
        var column = options.Columns.GetValueOrDefault(leaf.Column);
        var encoding = own?.Encoding ?? column?.Encoding;
        if (encoding is { } given && !IsFor(given, leaf.PhysicalType))
            throw new ArgumentException(
                $"Column '{leaf.Name}' has type {leaf.Type.Name}, which encoding {given} is not for; leave the encoding out, or choose another.");

        var chosen = own?.Codec ?? column?.Codec;
        var codec = chosen ?? options.Codec;
        var level = own?.CompressionLevel ?? column?.CompressionLevel
            ?? (codec == options.Codec ? options.CompressionLevel : null) ?? CodecLevels.Of(codec)?.Default;
        return new(
            leaf, codec, level,
            encoding ?? (options.Encoding is { } common && IsFor(common, leaf.PhysicalType) ? common : null),
            own?.Dictionary ?? column?.Dictionary ?? options.Dictionary,
            own?.Statistics ?? column?.Statistics ?? options.Statistics);
    }

    private static bool IsFor(ParquetEncoding encoding, PhysicalType type) => encoding switch
    {
        ParquetEncoding.Plain => true,
        ParquetEncoding.Rle => type is PhysicalType.Boolean,
        ParquetEncoding.DeltaBinaryPacked => type is PhysicalType.Int32 or PhysicalType.Int64,
        ParquetEncoding.DeltaLengthByteArray => type is PhysicalType.ByteArray,
        ParquetEncoding.DeltaByteArray => type is PhysicalType.ByteArray or PhysicalType.FixedLenByteArray,
        _ => type is not (PhysicalType.Boolean or PhysicalType.ByteArray),
    };
}
