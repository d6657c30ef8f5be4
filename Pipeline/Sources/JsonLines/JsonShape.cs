using System.Numerics;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>What the sample has shown of the values in one place: under a key, or in the arrays there.</summary>
/// <param name="depth">The objects and arrays around the place, those of the line not counted.</param>
internal sealed class JsonShape(int depth)
{
    /// <summary>What lies deeper is kept as its text: nobody makes columns of it, and every level costs stack.</summary>
    private const int MaxDepth = 32;

    /// <summary>An object of more keys is a map that somebody has written as an object.</summary>
    private const int MaxFields = 1000;

    private readonly List<(string Name, JsonShape Shape)> _fields = [];
    private readonly Dictionary<string, JsonShape> _byName = new(StringComparer.Ordinal);
    private TextKinds _numbers;
    private JsonKinds _kinds;
    private JsonShape? _element;

    /// <summary>The keys in the order of their first appearance.</summary>
    public IReadOnlyList<(string Name, JsonShape Shape)> Fields => _fields;

    public JsonShape? Element => _element;

    public JsonShape? Field(string name) => _byName.GetValueOrDefault(name);

    public IArrowType Type => _kinds switch
    {
        JsonKinds.Bool => BooleanType.Default,
        JsonKinds.Number => TextKind.TypeOf(_numbers),
        JsonKinds.Array when depth < MaxDepth => new ListType(new Field("item", _element?.Type ?? StringType.Default, nullable: true)),
        JsonKinds.Object when depth < MaxDepth && _fields.Count is > 0 and <= MaxFields
            => new StructType([.. _fields.Select(pair => new Field(pair.Name, pair.Shape.Type, nullable: true))]),
        _ => StringType.Default,
    };

    /// <summary>
    /// The kinds that a later value of this type may have: those of the sample, and any where it is kept as text.
    /// </summary>
    public JsonKinds Accepted => _kinds == JsonKinds.None ? JsonKinds.String
        : BitOperations.IsPow2((int)_kinds) && (_kinds & JsonKinds.Scalar) != 0 ? _kinds
        : JsonKinds.All;

    /// <summary>Adds the value on which the reader stands, and moves to its end.</summary>
    public void Add(ref Utf8JsonReader json)
    {
        var kind = JsonLineReader.KindOf(json.TokenType);
        _kinds |= kind;
        if (kind == JsonKinds.Number)
            _numbers |= TextKind.Of(json.ValueSpan);
        else if ((kind & ~JsonKinds.Scalar) != 0 && (depth >= MaxDepth || _fields.Count > MaxFields))
            json.Skip();
        else if (kind == JsonKinds.Object)
            AddFields(ref json);
        else if (kind == JsonKinds.Array)
            AddElements(ref json);
    }

    /// <summary>Adds the keys of the object in which the reader stands.</summary>
    public void AddFields(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!_byName.TryGetValue(name, out var shape))
            {
                shape = new(depth + 1);
                _byName.Add(name, shape);
                _fields.Add((name, shape));
            }

            json.Read();
            shape.Add(ref json);
        }
    }

    private void AddElements(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            _element ??= new(depth + 1);
            _element.Add(ref json);
        }
    }
}
