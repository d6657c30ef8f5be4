using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests;

/// <summary>Ends what the tests of this assembly have started.</summary>
[SetUpFixture]
public sealed class ServicesTeardown
{
    [OneTimeTearDown]
    public Task StopServices() => Task.WhenAll(PostgresServer.StopAsync(), S3Server.StopAsync(), AzuriteServer.StopAsync());
}
