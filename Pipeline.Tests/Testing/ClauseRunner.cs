using System.Reflection;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace DataflowWrite.Tests.Testing;

/// <summary>Runs the clauses of a contract, each with its cases, on fixtures of their own and apart from the test that asks.</summary>
internal static class ClauseRunner
{
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>The names of the clauses of a contract, in ordinal order.</summary>
    public static IReadOnlyList<string> Clauses(Type contract)
        => [.. contract.GetMethods(Public | BindingFlags.DeclaredOnly).Where(IsClause).Select(method => method.Name).Order(StringComparer.Ordinal)];

    /// <summary>The clauses that are not kept, with what the first failing case of each says.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> BrokenAsync(Func<object> createFixture)
    {
        var type = createFixture().GetType();
        var broken = new Dictionary<string, string>();
        foreach (var method in type.GetMethods(Public).Where(IsClause))
            foreach (var arguments in Cases(type, method))
                if (await FailureAsync(createFixture(), method, arguments) is { } failure)
                    broken.TryAdd(method.Name, failure);

        return broken;
    }

    private static bool IsClause(MethodInfo method)
        => method.IsDefined(typeof(TestAttribute), true) || method.IsDefined(typeof(TestCaseAttribute), true)
            || method.IsDefined(typeof(TestCaseSourceAttribute), true);

    private static IEnumerable<object?[]> Cases(Type type, MethodInfo method)
    {
        var test = new DefaultTestCaseBuilder().BuildFrom(new MethodWrapper(type, method), null);
        var cases = test.HasChildren ? test.Tests.Cast<Test>() : [test];
        foreach (var each in cases)
        {
            each.RunState.Should().Be(NUnit.Framework.Interfaces.RunState.Runnable, "'{0}' should be a case that runs", each.Name);
            yield return each.Arguments;
        }
    }

    private static async Task<string?> FailureAsync(object fixture, MethodInfo method, object?[] arguments)
    {
        using var apart = new TestExecutionContext.IsolatedContext();
        await CallAllAsync<SetUpAttribute>(fixture);
        try
        {
            await CallAsync(fixture, method, arguments);
            return null;
        }
        catch (Exception e)
        {
            return e.InnerException is { } inner && e is TargetInvocationException ? inner.Message : e.Message;
        }
        finally
        {
            await CallAllAsync<TearDownAttribute>(fixture);
        }
    }

    private static async Task CallAllAsync<TAttribute>(object fixture)
        where TAttribute : Attribute
    {
        foreach (var method in fixture.GetType().GetMethods(Public).Where(method => method.IsDefined(typeof(TAttribute), true)))
            await CallAsync(fixture, method, []);
    }

    private static Task CallAsync(object fixture, MethodInfo method, object?[] arguments)
        => method.Invoke(fixture, arguments) as Task ?? Task.CompletedTask;
}
