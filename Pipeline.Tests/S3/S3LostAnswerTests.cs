using DataflowWrite.Storage;

namespace DataflowWrite.Tests.S3;

/// <summary>Requests that the server did although the client was told otherwise, or nothing.</summary>
public sealed class S3LostAnswerTests
{
    private static readonly HttpFault[] Lost = [HttpFault.DropAnswer, HttpFault.TimeOut, HttpFault.FailAfter, HttpFault.Twice];

    [TestCaseSource(nameof(Lost))]
    public async Task A_commit_whose_answer_is_lost_is_a_success(HttpFault fault)
    {
        using var place = await S3Place.MakeAsync();
        var pending = await S3Place.PrepareAsync(place.Store, "content");
        place.Http.Rule = (kind, number) => kind == S3Request.Complete && number == 1 ? fault : HttpFault.None;

        var metadata = await place.Store.CommitAsync(pending, PutCondition.IfAbsent);

        metadata.Should().Be(await place.Plain.HeadAsync(S3Place.Path));
        (await place.ReadTextAsync()).Should().Be("content");
        (await place.UploadsAsync()).Should().BeEmpty();
    }

    [TestCaseSource(nameof(Lost))]
    public async Task A_conditional_put_whose_answer_is_lost_is_a_success(HttpFault fault)
    {
        using var place = await S3Place.MakeAsync();
        place.Http.Rule = (kind, number) => kind == S3Request.Put && number == 1 ? fault : HttpFault.None;

        var metadata = await place.Store.PutAsync(S3Place.Path, "content"u8.ToArray(), PutCondition.IfAbsent);

        metadata.Should().Be(await place.Plain.HeadAsync(S3Place.Path));
    }

    [TestCaseSource(nameof(Lost))]
    public async Task A_replacing_put_whose_answer_is_lost_is_a_success(HttpFault fault)
    {
        using var place = await S3Place.MakeAsync();
        if (!place.Store.Capabilities.ConditionalReplace)
            Assert.Pass("Not offered by this server: replacing by ETag.");

        var old = await place.Plain.PutAsync(S3Place.Path, "old"u8.ToArray());
        place.Http.Rule = (kind, number) => kind == S3Request.Put && number == 1 ? fault : HttpFault.None;

        await place.Store.PutAsync(S3Place.Path, "newer"u8.ToArray(), PutCondition.IfMatch(old.ETag!));

        (await place.ReadTextAsync()).Should().Be("newer");
    }

    [Test]
    public async Task A_completion_that_is_answered_well_but_with_an_error_inside_is_tried_again()
    {
        using var place = await S3Place.MakeAsync();
        var pending = await S3Place.PrepareAsync(place.Store, "content");
        place.Http.Rule = (kind, number) => kind == S3Request.Complete && number <= 2 ? HttpFault.ErrorInside : HttpFault.None;

        await place.Store.CommitAsync(pending, PutCondition.IfAbsent);

        (await place.ReadTextAsync()).Should().Be("content");
        place.Http.Count(S3Request.Complete).Should().Be(3);
    }

    [Test]
    public async Task A_lost_answer_is_not_a_success_when_equal_bytes_are_somebody_elses()
    {
        using var place = await S3Place.MakeAsync();
        var theirs = await S3Place.PrepareAsync(place.Plain, "same");
        var ours = await S3Place.PrepareAsync(place.Store, "same");
        var winner = await place.Plain.CommitAsync(theirs);
        place.Http.Rule = (kind, number) => kind is S3Request.Complete or S3Request.Put && number == 1 ? HttpFault.Refuse : HttpFault.None;

        await place.Store.Awaiting(s => s.CommitAsync(ours, PutCondition.IfAbsent).AsTask()).Should().ThrowAsync<PreconditionFailedException>();
        await place.Store.Awaiting(s => s.PutAsync(S3Place.Path, "same"u8.ToArray(), PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<PreconditionFailedException>();

        (await place.Plain.HeadAsync(S3Place.Path)).Should().Be(winner);
        (await place.UploadsAsync()).Should().Equal([S3Place.Path.Value], "the token that lost is still pending");
        await place.Store.AbortAsync(ours);
        (await place.UploadsAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_commit_that_never_gets_an_answer_fails_and_asking_again_tells()
    {
        using var place = await S3Place.MakeAsync();
        var pending = await S3Place.PrepareAsync(place.Store, "content");
        place.Http.Rule = (kind, _) => kind is S3Request.Complete ? HttpFault.DropAnswer : kind is S3Request.Head ? HttpFault.Refuse : HttpFault.None;

        await place.Store.Awaiting(s => s.CommitAsync(pending, PutCondition.IfAbsent).AsTask())
            .Should().ThrowAsync<IOException>().WithMessage("*file.csv*cannot be reached*");

        place.Http.Rule = (_, _) => HttpFault.None;
        (await place.Store.CommitAsync(pending, PutCondition.IfAbsent)).Should().Be(await place.Plain.HeadAsync(S3Place.Path));
    }

    [Test]
    public async Task Committing_an_aborted_token_fails_without_trying_again()
    {
        using var place = await S3Place.MakeAsync();
        var pending = await S3Place.PrepareAsync(place.Store, "content");
        await place.Store.AbortAsync(pending);

        await place.Store.Awaiting(s => s.CommitAsync(pending).AsTask()).Should().ThrowAsync<FileNotFoundException>().WithMessage("*file.csv*is gone*");

        place.Http.Count(S3Request.Complete).Should().Be(1);
    }

    [TestCase(HttpFault.DropAnswer)]
    [TestCase(HttpFault.TimeOut)]
    [TestCase(HttpFault.FailAfter)]
    public async Task A_start_whose_answer_is_lost_leaves_no_second_upload(HttpFault fault)
    {
        using var place = await S3Place.MakeAsync();
        place.Http.Rule = (kind, number) => kind == S3Request.Start && number <= 2 ? fault : HttpFault.None;

        var pending = await S3Place.PrepareAsync(place.Store, "content");

        place.Http.Count(S3Request.Start).Should().Be(3);
        (await place.UploadsAsync()).Should().HaveCount(1, "the two whose ids were lost are gone");
        await place.Store.CommitAsync(pending);
        (await place.UploadsAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_start_that_never_gets_an_answer_fails_and_leaves_nothing()
    {
        using var place = await S3Place.MakeAsync();
        place.Http.Rule = (kind, _) => kind == S3Request.Start ? HttpFault.DropAnswer : HttpFault.None;

        await place.Awaiting(p => S3Place.PrepareAsync(p.Store, "content")).Should().ThrowAsync<IOException>().WithMessage("*start the upload of*file.csv*");

        (await place.UploadsAsync()).Should().BeEmpty();
    }

    [TestCase(HttpFault.DropAnswer)]
    [TestCase(HttpFault.SlowDown)]
    [TestCase(HttpFault.Twice)]
    public async Task A_part_that_is_sent_again_is_there_once(HttpFault fault)
    {
        using var place = await S3Place.MakeAsync();
        var content = new byte[(int)S3Place.Impatient.PartSize + 1000];
        new Random(1).NextBytes(content);
        place.Http.Rule = (kind, number) => kind == S3Request.Part && number <= 2 ? fault : HttpFault.None;

        await place.Store.CommitAsync(await S3Place.PrepareAsync(place.Store, content));

        (await place.ReadAsync()).Should().Equal(content);
    }

    [Test]
    public async Task A_part_that_never_arrives_fails_the_upload_and_leaves_nothing()
    {
        using var place = await S3Place.MakeAsync();
        place.Http.Rule = (kind, number) => kind == S3Request.Part && number > 1 ? HttpFault.Refuse : HttpFault.None;
        var upload = await place.Store.StartUploadAsync(S3Place.Path);

        Func<Task> writing = async () =>
        {
            for (var i = 0; i < 20; i++)
                await upload.WriteAsync(new byte[4 << 20]);

            await upload.PrepareAsync();
        };
        await writing.Should().ThrowAsync<IOException>().WithMessage("*upload a part of*file.csv*");
        await upload.Awaiting(u => u.PrepareAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await upload.DisposeAsync();

        upload.BufferedBytes.Should().Be(0);
        (await place.UploadsAsync()).Should().BeEmpty();
    }
}
