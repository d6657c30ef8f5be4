namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>What may go wrong in one run.</summary>
/// <param name="Crashes">How many processes may crash.</param>
/// <param name="LosesAnswer">Whether one call may fail, with its effect, in the eyes of its process.</param>
internal sealed record Limits(int Crashes, bool LosesAnswer = false);
