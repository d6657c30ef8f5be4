namespace DataflowWrite.Generators.Models;

/// <summary>How a row is made of the values that were read.</summary>
/// <param name="Arguments">The members in the order of the constructor's parameters; null for one that is no column.</param>
/// <param name="Assignments">The members that an initializer sets.</param>
/// <param name="Defaults">The members that have to be set and are no columns.</param>
internal sealed record ConstructionModel(
    EquatableArray<ArgumentModel> Arguments, EquatableArray<string> Assignments, EquatableArray<string> Defaults);
