using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>A record with a member of every type that CSV can hold.</summary>
[BatchSerializable(Naming = NamingPolicy.SnakeCase)]
public sealed partial record Scalars
{
    public required sbyte SByte { get; init; }

    public required byte Byte { get; init; }

    public required short Int16 { get; init; }

    public required ushort UInt16 { get; init; }

    public required int Int32 { get; init; }

    public required uint UInt32 { get; init; }

    public required long Int64 { get; init; }

    public required ulong UInt64 { get; init; }

    public required Half Half { get; init; }

    public required float Single { get; init; }

    public required double Double { get; init; }

    public required bool Boolean { get; init; }

    public required string Text { get; init; }

    public required char Letter { get; init; }

    [Column(Precision = 18, Scale = 4)]
    public required decimal Price { get; init; }

    [Column(Precision = 60, Scale = 20)]
    public required decimal WidePrice { get; init; }

    [Column(Precision = 39)]
    public required Int128 Whole { get; init; }

    [Column(Precision = 39)]
    public required UInt128 Positive { get; init; }

    public required Guid Id { get; init; }

    [Column(Unit = TimeUnit.Microsecond)]
    public required DateTime Clock { get; init; }

    [Column(Unit = TimeUnit.Nanosecond, TimeZone = "Europe/Berlin")]
    public required DateTime ZonedClock { get; init; }

    [Column(Unit = TimeUnit.Millisecond, Truncate = true)]
    public required DateTimeOffset Instant { get; init; }

    public required DateOnly Date { get; init; }

    [Column(Unit = TimeUnit.Second, Truncate = true)]
    public required TimeOnly Time { get; init; }

    [Column(Unit = TimeUnit.Microsecond, Truncate = true)]
    public required TimeSpan Duration { get; init; }

    public required Mood Mood { get; init; }

    [Column(Enum = EnumStorage.Number)]
    public required Mood MoodNumber { get; init; }

    public required byte[] Bytes { get; init; }

    public required ReadOnlyMemory<byte> Memory { get; init; }

    public long? MaybeInt64 { get; init; }

    public double? MaybeDouble { get; init; }

    public bool? MaybeBoolean { get; init; }

    public string? MaybeText { get; init; }

    public char? MaybeLetter { get; init; }

    [Column(Precision = 30, Scale = 8)]
    public decimal? MaybePrice { get; init; }

    public Guid? MaybeId { get; init; }

    [Column(Unit = TimeUnit.Microsecond, Truncate = true)]
    public DateTimeOffset? MaybeInstant { get; init; }

    public DateOnly? MaybeDate { get; init; }

    public Mood? MaybeMood { get; init; }

    public byte[]? MaybeBytes { get; init; }

    [Column(Dictionary = true)]
    public string? Category { get; init; }
}
