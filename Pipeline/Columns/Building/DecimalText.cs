namespace DataflowWrite.Columns.Building;

/// <summary>What is said about decimals that do not fit.</summary>
internal static class DecimalText
{
    public static string Problem(string value, int precision, int scale)
        => $"{value} does not fit into decimal({precision}, {scale}): it has more than {scale} fraction digits, or more than {precision - scale} before the point. "
            + "Give the column another precision or scale, round the value, or ask for truncation of fraction digits.";

    public static string LoadProblem(string unscaled, int scale)
        => $"{unscaled} with {scale} fraction digits has more digits than a decimal holds.";
}
