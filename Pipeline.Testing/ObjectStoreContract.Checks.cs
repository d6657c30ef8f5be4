using DataflowWrite.Storage;
using NUnit.Framework;

namespace DataflowWrite.Testing;

/// <content>What the clauses say of a store in one line each.</content>
public abstract partial class ObjectStoreContract
{
    /// <summary>Whether a clause applies; where it does not, the output says so.</summary>
    private static bool IsOffered(bool offered, string what)
    {
        if (!offered)
            TestContext.Progress.WriteLine($"not offered by this store: {what} ({TestContext.CurrentContext.Test.FullName})");

        return offered;
    }

    private static async Task<TException> RefusesAsync<TException>(string clause, Func<ValueTask> call)
        where TException : Exception
    {
        Exception? unexpected = null;
        try
        {
            await call();
        }
        catch (TException expected)
        {
            return expected;
        }
        catch (Exception e)
        {
            unexpected = e;
        }

        var outcome = unexpected is null ? "the call succeeded" : $"the call threw {unexpected}";
        throw new AssertionException($"{clause}: {outcome}, and should throw {typeof(TException).Name}.");
    }

    /// <summary>As <see cref="RefusesAsync"/>, with a message that names the path.</summary>
    private static async Task<TException> RefusesNamingAsync<TException>(string clause, ObjectPath path, Func<ValueTask> call)
        where TException : Exception
    {
        var refusal = await RefusesAsync<TException>(clause, call);
        Assert.That(refusal.Message, Does.Contain(path.Name), $"{clause}: the message names the path");
        return refusal;
    }

    /// <summary>True when the call succeeded, false when it threw an exception of the kind.</summary>
    private static async Task<bool> TryAsync<TException>(Func<ValueTask> call)
        where TException : Exception
    {
        try
        {
            await call();
            return true;
        }
        catch (TException)
        {
            return false;
        }
    }

    private async Task ExpectContentAsync(ObjectPath path, string content, string clause)
        => Assert.That(await ReadAsync(path), Is.EqualTo(content), clause);

    private async Task ExpectNothingVisibleAsync(string clause)
    {
        Assert.That(await ListAsync(), Is.Empty, clause);
        Assert.That(await Store.HeadAsync(Target), Is.Null, clause);
    }

    private async Task ExpectNothingPendingAsync(string clause) => Assert.That(await PendingAsync(), Is.Empty, clause);

    /// <summary>Where an abort is final, an aborted upload is listed no more.</summary>
    private async Task ExpectNothingPendingAfterAbortAsync(string clause)
    {
        if (Store.Capabilities.AbortIsFinal)
            await ExpectNothingPendingAsync(clause);
    }
}
