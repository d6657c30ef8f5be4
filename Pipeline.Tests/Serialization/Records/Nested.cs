using System.Collections.Immutable;
using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>A record with lists, maps and records, each of them within the others.</summary>
[BatchSerializable]
public sealed partial record Nested(
    int Id,
    Point Position,
    Point? MaybePosition,
    Note? Note,
    int[] Numbers,
    List<string?>? Texts,
    IReadOnlyList<double?> Values,
    ImmutableArray<DateOnly> Dates,
    Dictionary<string, long> Counts,
    Dictionary<string, List<Note?>>? Notes,
    List<Point[]> Paths);
