using System.Numerics;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>A key as the sample has shown it.</summary>
internal sealed class JsonColumn(string name)
{
    private TextKinds _numbers;

    public string Name => name;

    public JsonKinds Kinds { get; private set; }

    /// <summary>The kinds that a later value may have: those of the sample, and any once it has mixed them.</summary>
    public JsonKinds Accepted => Kinds == JsonKinds.None ? JsonKinds.String
        : BitOperations.IsPow2((int)Kinds) ? Kinds
        : JsonKinds.All;

    public IArrowType Type => Kinds switch
    {
        JsonKinds.Bool => BooleanType.Default,
        JsonKinds.Number => TextKind.TypeOf(_numbers),
        _ => StringType.Default,
    };

    public void Add(JsonKinds kind, ReadOnlySpan<byte> text)
    {
        Kinds |= kind;
        if (kind == JsonKinds.Number)
            _numbers |= TextKind.Of(text);
    }
}
