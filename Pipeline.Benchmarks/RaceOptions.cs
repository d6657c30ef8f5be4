using System.Globalization;

namespace DataflowWrite.Benchmarks;

/// <summary>How long a race is.</summary>
internal sealed record RaceOptions(int Rows, int Reps)
{
    private const int DefaultRows = 500_000;
    private const int DefaultReps = 15;

    /// <summary>Reads <c>--rows N</c> and <c>--reps N</c>; null for anything else.</summary>
    public static RaceOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new RaceOptions(DefaultRows, DefaultReps);
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
                return null;

            switch (name)
            {
                case "--rows":
                    options = options with { Rows = number };
                    break;
                case "--reps":
                    options = options with { Reps = number };
                    break;
                default:
                    return null;
            }
        }

        return arguments.IsEmpty ? options : null;
    }
}
