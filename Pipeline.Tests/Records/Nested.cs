using System.Collections.Immutable;
using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Records;

/// <summary>A record with members of all nested types.</summary>
[BatchSerializable]
public sealed partial record Nested(
    int Id,
    Nested.Place Home,
    Nested.Place? Work,
    Nested.Point Spot,
    Nested.Point? NullableSpot,
    int[] Numbers,
    List<string?> Words,
    IReadOnlyList<Nested.Place>? Places,
    ImmutableArray<DateOnly?> Dates,
    Dictionary<string, double> Scores,
    Dictionary<string, List<long>>? Lists,
    byte[] Bytes,
    byte[]? NullableBytes,
    ReadOnlyMemory<byte> Memory)
{
    [BatchSerializable]
    public sealed partial record Place(string Street, string? City, [property: Column(Unit = TimeUnit.Second)] DateTime Since);

    [BatchSerializable]
    public partial record struct Point(double X, double Y, string Label);
}
