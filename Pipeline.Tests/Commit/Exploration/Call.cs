namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>One step of a process: what it asks the store for.</summary>
/// <param name="Text">Says all that its effect depends on, but for the world.</param>
/// <param name="Apply">The effect, and the answer.</param>
/// <param name="Certain">The answer, where it is the same in every world.</param>
internal sealed record Call(string Text, Func<World, (World After, Answer Answer)> Apply, Answer? Certain = null);
