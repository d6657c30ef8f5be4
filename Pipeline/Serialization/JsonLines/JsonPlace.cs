using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Where a value stands: the frames of values that are quoted there and of those that are not.</summary>
internal sealed record JsonPlace(ValueFrame Plain, ValueFrame Quoted)
{
    /// <summary>An item of an array, or a value after its key.</summary>
    public static JsonPlace Item { get; } = new(
        new ValueFrame([], [(byte)','], [.. "null,"u8]),
        new ValueFrame([(byte)'"'], [.. "\","u8], [.. "null,"u8]));

    /// <summary>A key of an object, which is always quoted; a null is nothing.</summary>
    public static JsonPlace Key { get; } = new(
        ValueFrame.Bare,
        new ValueFrame([(byte)'"'], [(byte)'"'], []));

    /// <summary>
    /// A field of an object with its key. Every field ends in a comma, of which the last is taken back.
    /// </summary>
    public static JsonPlace OfField(string name, bool writeNulls)
    {
        byte[] key = [.. JsonText.Quote(name), (byte)':'];
        byte[] absent = writeNulls ? [.. key, .. "null,"u8] : [];
        return new JsonPlace(
            new ValueFrame(key, [(byte)','], absent),
            new ValueFrame([.. key, (byte)'"'], [.. "\","u8], absent));
    }
}
