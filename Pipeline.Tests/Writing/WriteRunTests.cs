using System.Threading.Tasks.Dataflow;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Writing;

public sealed class WriteRunTests
{
    [Test]
    public async Task Nothing_is_committed_when_the_rows_written_are_not_the_rows_accepted([Values(1, -1)] int missing)
    {
        var store = new MemoryObjectStore();
        var plan = await WritePlan.CreateAsync(WriteDestination.In(store, "out/"), new(), CancellationToken.None);
        using var run = new WriteRun(plan, plan.CreateTransaction(), WriteOutcome.Written, CancellationToken.None);
        run.Input.Post(NumberedRows.Batch(0, 10)).Should().BeTrue();
        run.Context.Monitor.Read(missing);
        run.Input.Complete();

        var thrown = (await run.Awaiting(r => r.Prepared).Should().ThrowAsync<DatasetWriteException>()).Which;

        thrown.Stage.Should().Be(WriteStage.Prepare);
        thrown.Message.Should().Contain($"{10 + missing} rows were accepted but 10 were written");
        (await CsvText.ListAsync(store)).Should().BeEmpty();
        (await store.ListPendingAsync(default).ToListAsync()).Should().BeEmpty("what was prepared is gone as well");
    }
}
