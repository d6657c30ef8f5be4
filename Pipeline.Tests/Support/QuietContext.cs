using DataflowWrite.Stages;

namespace DataflowWrite.Tests.Support;

/// <summary>Contexts for blocks under test: no log, no progress.</summary>
internal static class QuietContext
{
    public static WriteContext OfSink(CancellationToken callerToken = default) => Make(faultsBlocks: false, callerToken);

    public static WriteContext OfUser(CancellationToken callerToken = default) => Make(faultsBlocks: true, callerToken);

    private static WriteContext Make(bool faultsBlocks, CancellationToken callerToken)
        => new(new("test", "csv", "none", null, null, TimeProvider.System), faultsBlocks, callerToken);
}
