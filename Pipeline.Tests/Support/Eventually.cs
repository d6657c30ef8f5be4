namespace DataflowWrite.Tests.Support;

/// <summary>For what ends in the background after a failed write: a source that was still moving when it was abandoned.</summary>
internal static class Eventually
{
    public static void BeZero(Func<long> value, string because)
    {
        SpinWait.SpinUntil(() => value() == 0, TimeSpan.FromSeconds(20));
        value().Should().Be(0, because);
    }
}
