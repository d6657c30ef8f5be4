using System.Collections.Concurrent;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>Calls that look before they act, and all look before one acts: what a condition without a lock does at its worst.</summary>
internal static class Rendezvous
{
    private const int Patience = 5_000;

    /// <summary>
    /// A call of a store whose condition is forgotten where so many such calls for one path meet. Fewer of them, which come one after the other,
    /// keep theirs.
    /// </summary>
    public static Func<T, PutCondition, CancellationToken, ValueTask<ObjectMetadata>> Unguarded<T>(
        int racers, Func<T, ObjectPath> pathOf, Func<PutCondition, bool> isGuarded, Func<T, PutCondition, CancellationToken, ValueTask<ObjectMetadata>> call)
    {
        var arrivals = new ConcurrentDictionary<ObjectPath, int>();
        return async (argument, condition, token) =>
        {
            var path = pathOf(argument);
            if (!isGuarded(condition))
                return await call(argument, condition, token);

            arrivals.AddOrUpdate(path, 1, (_, count) => count + 1);
            for (var turn = 0; turn < Patience && arrivals[path] < racers; turn++)
                await Task.Yield();

            return await call(argument, arrivals[path] < racers ? condition : default, token);
        };
    }
}
