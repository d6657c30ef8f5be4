using System.Buffers;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>
/// Makes one dictionary of many: each value once, by its bytes, in the order of first appearance; a null is a value like the others.
/// What stands in it never moves, so that it can be written in deltas. For one thread at a time.
/// </summary>
/// <param name="column">The path of the column for messages.</param>
/// <param name="valueType">The type of the dictionaries' values.</param>
internal sealed class DictionaryMerger(string column, IArrowType valueType) : IDisposable
{
    private readonly ConditionalWeakTable<ArrayData, DictionaryRemap> _known = [];
    private readonly ValueChunks _values = new(column, valueType);
    private readonly ValueTable _table = new();
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly ArrayBufferWriter<byte> _storedScratch = new();
    private DictionaryRemap? _last;
    private int _null = -1;

    /// <summary>The values of the merged dictionary.</summary>
    public int Count => _values.Count;

    /// <summary>About the bytes that the merged dictionary takes, with what finds its values.</summary>
    public long Bytes => _values.Bytes + _table.Bytes;

    /// <summary>
    /// Adds all values of a dictionary. The same array again costs nothing, and one with the values of the last a comparison.
    /// </summary>
    /// <exception cref="InvalidDataException">The dictionary is damaged; nothing of it was added.</exception>
    public DictionaryRemap Add(ArrayData dictionary)
    {
        if (_known.TryGetValue(dictionary, out var known))
            return known;

        if (_last is null || !HasValuesOf(_last, dictionary))
        {
            var map = new int[dictionary.Length];
            map.AsSpan().Fill(1);
            _last = AddUsed(dictionary, map);
        }

        _known.Add(dictionary, _last);
        return _last;
    }

    /// <summary>Adds the values of a dictionary that are marked by anything but zero.</summary>
    /// <param name="dictionary">The values.</param>
    /// <param name="used">A mark for each; owned by the remap from now on.</param>
    public DictionaryRemap AddUsed(ArrayData dictionary, int[] used)
    {
        var (count, nullIndex) = (Count, _null);
        try
        {
            var added = new List<RowRange>();
            Merge(dictionary, used, added);
            if (added.Count > 0)
                _values.Append(added);
        }
        catch
        {
            _null = nullIndex;
            _table.Truncate(count);
            throw;
        }

        return new(used);
    }

    /// <summary>The values from one on, in new memory that disposing the result frees.</summary>
    public ArrayData Values(int from = 0) => _values.Copy(from);

    public void Dispose() => _values.Dispose();

    private void Merge(ArrayData dictionary, Span<int> map, List<RowRange> added)
    {
        var values = new ValueReader(column, dictionary, _scratch);
        var earlier = new ValueReader(column, dictionary, _storedScratch);
        var stored = new StoredValues(column, _values, _storedScratch);
        var addedRows = new List<int>();
        for (var row = 0; row < map.Length; row++)
        {
            if (map[row] == 0)
            {
                map[row] = -1;
                continue;
            }

            var index = _null;
            var exists = values.TryGet(row, out var value);
            var hash = exists ? ByteHash.Of(value) : 0;
            if (exists)
            {
                index = _table.First(hash);
                while (index >= 0 && !IsAt(index, value, ref stored, earlier, addedRows))
                    index = _table.Next(index, hash);
            }

            if (index < 0)
            {
                index = _table.Add(hash);
                addedRows.Add(row);
                RowRange.Append(added, new(dictionary, dictionary.Offset + row, 1));
                if (!exists)
                    _null = index;
            }

            map[row] = index;
        }
    }

    private bool IsAt(int index, ReadOnlySpan<byte> value, ref StoredValues stored, ValueReader earlier, List<int> addedRows)
    {
        var exists = index < Count
            ? stored.TryGet(index, out var found)
            : earlier.TryGet(addedRows[index - Count], out found);
        return exists && found.SequenceEqual(value);
    }

    private bool HasValuesOf(DictionaryRemap remap, ArrayData dictionary)
    {
        if (remap.Length != dictionary.Length)
            return false;

        var values = new ValueReader(column, dictionary, _scratch);
        var stored = new StoredValues(column, _values, _storedScratch);
        for (var row = 0; row < dictionary.Length; row++)
        {
            var exists = values.TryGet(row, out var value);
            if (exists != stored.TryGet(remap[row], out var found) || (exists && !found.SequenceEqual(value)))
                return false;
        }

        return true;
    }
}
