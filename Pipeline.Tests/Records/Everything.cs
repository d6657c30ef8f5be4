using Apache.Arrow.Types;
using DataflowWrite.Annotations;

namespace DataflowWrite.Tests.Records;

/// <summary>A record with a member of every type.</summary>
[BatchSerializable(Naming = NamingPolicy.SnakeCase)]
[SchemaMetadata("origin", "tests")]
public sealed partial record Everything
{
    public required int Id { get; init; }

    public sbyte Tiny { get; init; }

    public byte Octet { get; init; }

    public short Small { get; init; }

    public ushort Word { get; init; }

    public uint Unsigned { get; init; }

    public long Large { get; init; }

    public ulong Huge { get; init; }

    public Half Half { get; init; }

    public float Single { get; init; }

    public double Double { get; init; }

    public bool Flag { get; init; }

    public char Letter { get; init; }

    public string Text { get; init; } = "";

    public string? NullableText { get; init; }

    [Column(Dictionary = true)]
    public string? Category { get; init; }

    [Column(Precision = 20, Scale = 6)]
    public decimal Amount { get; init; }

    [Column(Precision = 50, Scale = 10)]
    public decimal? WideAmount { get; init; }

    public Guid Key { get; init; }

    public Guid? NullableKey { get; init; }

    public DateTime Clock { get; init; }

    [Column(Unit = TimeUnit.Microsecond, TimeZone = "UTC")]
    public DateTime? Utc { get; init; }

    public DateTimeOffset Instant { get; init; }

    public DateOnly Date { get; init; }

    public TimeOnly Time { get; init; }

    [Column(Unit = TimeUnit.Millisecond)]
    public TimeOnly? CoarseTime { get; init; }

    public TimeSpan Duration { get; init; }

    public Int128 Signed128 { get; init; }

    public UInt128 Unsigned128 { get; init; }

    [Column(Precision = 38)]
    public Int128? Short128 { get; init; }

    public Color Color { get; init; }

    public Color? NullableColor { get; init; }

    [Column(Enum = EnumStorage.Number)]
    public Level Level { get; init; }

    public int? NullableInt { get; init; }

    public bool? NullableFlag { get; init; }

    public double? NullableDouble { get; init; }
}
