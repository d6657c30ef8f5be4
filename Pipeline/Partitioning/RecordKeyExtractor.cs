using DataflowWrite.Columns.Building;

namespace DataflowWrite.Partitioning;

/// <summary>Looks keys up by the values of members, of which it remembers up to 65,536 at a time. For generated code.</summary>
/// <typeparam name="TRow">The type of the records.</typeparam>
/// <typeparam name="TKey">The values that make a key.</typeparam>
public sealed class RecordKeyExtractor<TRow, TKey> : PartitionKeyExtractor<TRow>
    where TRow : IRecordColumns<TRow>
    where TKey : struct, IEquatable<TKey>
{
    // Values of a truncated or bucketed member may be as many as the rows.
    private const int MostKnown = 1 << 16;

    private readonly Func<TRow, TKey> _select;
    private readonly PartitionSplitter _splitter;
    private readonly Dictionary<TKey, PartitionKey> _known = [];
    private TKey _last;
    private PartitionKey? _lastKey;

    /// <summary>An extractor for the fields of a specification.</summary>
    /// <param name="spec">The partition fields.</param>
    /// <param name="select">The values of the members that the fields name; equal values make the same key.</param>
    /// <exception cref="ArgumentException">A field cannot be a partition key.</exception>
    public RecordKeyExtractor(PartitionSpec spec, Func<TRow, TKey> select)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(select);
        spec.Validate(TRow.Schema, keepColumns: true);
        _select = select;
        _splitter = new(spec, TRow.Schema, keepColumns: true, KeyText.Encode, foldsCase: false);
    }

    /// <inheritdoc/>
    public override PartitionKey KeyOf(in TRow row)
    {
        var value = _select(row);
        if (_lastKey is not null && value.Equals(_last))
            return _lastKey;

        if (!_known.TryGetValue(value, out var key))
        {
            if (_known.Count == MostKnown)
                _known.Clear();

            key = CreateKey(row);
            _known.Add(value, key);
        }

        (_last, _lastKey) = (value, key);
        return key;
    }

    // By way of a batch of one row, so that no key differs from that of the Arrow path.
    private PartitionKey CreateKey(in TRow row)
    {
        using var batch = TRow.CreateBatch(new(new ReadOnlySpan<TRow>(in row)));
        var piece = _splitter.Split(batch)[0];
        piece.Rows.Dispose();
        return piece.Key;
    }
}
