using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Codes byte strings by their buckets.</summary>
internal sealed class BucketCodes(int count) : BytesCodes
{
    private readonly KeyTable<int> _buckets = new();

    public override int Count => _buckets.Count;

    public override int CodeOf(ReadOnlySpan<byte> value) => _buckets.CodeOf(BucketNumber.Of(Murmur3.OfBytes(value), count));

    public override string TextOf(int code) => NumberText.Of(_buckets[code]);
}
