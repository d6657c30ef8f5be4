using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>Whole writes under random faults: each ends as a success with its own bytes, or as an error that leaves nothing pending.</summary>
public sealed class S3FaultScheduleTests
{
    // Nothing tells an upload that was started twice by one request; a server does not do that.
    private static readonly HttpFault[] OfStarts =
        [HttpFault.Refuse, HttpFault.DropAnswer, HttpFault.TimeOut, HttpFault.FailAfter, HttpFault.SlowDown];

    private static readonly HttpFault[] OfOthers = [.. OfStarts, HttpFault.Twice];

    // Cleaning up gets through in the end; while it does not, uploads are left.
    private static readonly S3Request[] Spared = [S3Request.Abort, S3Request.ListParts, S3Request.ListUploads];

    [Test]
    public async Task Every_write_is_whole_or_fails_and_leaves_no_upload([Range(1, 24)] int seed)
    {
        using var place = await S3Place.MakeAsync(S3Place.Impatient with { Retry = S3Place.Impatient.Retry with { MaxAttempts = seed % 3 + 1 } });
        var random = new Random(seed);
        var gate = new Lock();
        place.Http.Rule = (kind, _) =>
        {
            lock (gate)
                return random.Next(4) > 0 || Spared.Contains(kind) ? HttpFault.None
                    : kind == S3Request.Start ? OfStarts[random.Next(OfStarts.Length)]
                    : OfOthers[random.Next(OfOthers.Length)];
        };

        var writes = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => WriteAsync(place, n)));

        foreach (var (path, content, succeeded) in writes)
        {
            var found = await place.Plain.HeadAsync(path);
            if (succeeded || found is not null)
                (await place.ReadAsync(path)).Should().Equal(content, "'{0}' is there whole, with seed {1}", path, seed);
        }

        (await place.UploadsAsync()).Should().BeEmpty("seed {0}", seed);
    }

    private static async Task<(ObjectPath Path, byte[] Content, bool Succeeded)> WriteAsync(S3Place place, int n)
    {
        var path = ObjectPath.Parse($"out/file {n}");
        var content = n % 4 == 3 ? new byte[(6 << 20) + n] : Encoding.UTF8.GetBytes($"the bytes of {n}");
        PendingObject? pending = null;
        try
        {
            if (n % 4 == 2)
            {
                await place.Store.PutAsync(path, content, PutCondition.IfAbsent);
                return (path, content, true);
            }

            pending = await S3Place.PrepareAsync(place.Store, content, path);
            await place.Store.CommitAsync(pending, PutCondition.IfAbsent);
            return (path, content, true);
        }
        catch (IOException exception)
        {
            exception.Should().NotBeOfType<PreconditionFailedException>("nobody else writes '{0}'", path);
            exception.Message.Should().Contain(path.Value);
            if (pending is not null)
                await place.Store.AbortAsync(pending);

            return (path, content, false);
        }
    }
}
