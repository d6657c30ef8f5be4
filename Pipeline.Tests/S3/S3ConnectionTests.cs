using Amazon.Runtime;
using DataflowWrite.S3;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Services;

namespace DataflowWrite.Tests.S3;

/// <summary>What a client is made from when the caller has none.</summary>
public sealed class S3ConnectionTests
{
    private const string Secret = "s3cr3t/+=";

    [Test]
    public async Task A_bucket_is_opened_by_endpoint_and_key()
    {
        var server = await S3Server.RequireAsync();
        var connection = new S3ConnectionOptions { Endpoint = server.Endpoint, AccessKeyId = S3Server.AccessKey, SecretAccessKey = S3Server.SecretKey };
        using var store = S3ObjectStore.Open(await server.MakeBucketAsync(), ObjectPath.Parse("a/b"), connection, server.Adjust(new()));

        await store.CommitAsync(await S3Place.PrepareAsync(store, "content"), PutCondition.IfAbsent);

        (await store.HeadAsync(S3Place.Path))!.Size.Should().Be(7);
        store.ToString().Should().EndWith("/a/b").And.StartWith("s3://bucket-");
    }

    [Test]
    public void The_environment_states_endpoint_region_and_key()
    {
        var config = Configure(new(), ("AWS_ENDPOINT_URL", "http://other:1"), ("AWS_ENDPOINT_URL_S3", "http://host:9000"), ("AWS_REGION", "eu-central-1"));

        config.ServiceURL.Should().StartWith("http://host:9000");
        config.AuthenticationRegion.Should().Be("eu-central-1");
        config.ForcePathStyle.Should().BeTrue("the endpoint is not Amazon's");
        config.MaxErrorRetry.Should().Be(0, "the store tries again itself");
    }

    [Test]
    public void What_is_stated_wins_over_the_environment()
    {
        var options = new S3ConnectionOptions { Endpoint = new("https://storage.googleapis.com"), Region = "auto", Timeout = TimeSpan.FromSeconds(7) };

        var config = Configure(options, ("AWS_ENDPOINT_URL_S3", "http://host:9000"), ("AWS_REGION", "eu-central-1"));

        config.ServiceURL.Should().StartWith("https://storage.googleapis.com");
        (config.AuthenticationRegion, config.Timeout).Should().Be(("auto", TimeSpan.FromSeconds(7)));
    }

    [TestCase("AWS_REGION")]
    [TestCase("AWS_DEFAULT_REGION")]
    public void Amazon_is_addressed_by_region_and_host(string variable)
    {
        var config = Configure(new(), (variable, "eu-west-1"), ("AWS_ENDPOINT_URL", ""));

        config.RegionEndpoint.SystemName.Should().Be("eu-west-1");
        config.ForcePathStyle.Should().BeFalse();
    }

    [TestCase("https://s3.eu-west-1.amazonaws.com", false)]
    [TestCase("https://minio.example:9000", true)]
    [TestCase("https://amazonaws.com.example", true)]
    public void The_bucket_stands_in_the_path_where_the_endpoint_is_not_Amazons(string endpoint, bool pathStyle)
        => Configure(new() { Endpoint = new(endpoint) }).ForcePathStyle.Should().Be(pathStyle);

    [TestCase("ftp://host")]
    [TestCase("host:9000")]
    [TestCase("http://user:" + Secret + "@host")]
    public void An_endpoint_that_is_no_address_is_refused_without_telling_it(string endpoint)
    {
        var error = FluentActions.Invoking(() => Configure(new(), ("AWS_ENDPOINT_URL", endpoint))).Should().Throw<ArgumentException>();

        error.Which.ToString().Should().Contain("AWS_ENDPOINT_URL").And.NotContain(Secret);
    }

    [Test]
    public void A_key_comes_with_its_secret()
        => FluentActions.Invoking(() => S3ObjectStore.Open("b", default, new() { Region = "eu-west-1", AccessKeyId = "key" }))
            .Should().Throw<ArgumentException>().WithMessage("*SecretAccessKey*");

    [Test]
    public void Temporary_credentials_carry_their_token()
    {
        var options = new S3ConnectionOptions { Region = "eu-west-1" };
        S3ClientFactory.Credentials(options, Environment(("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", Secret), ("AWS_SESSION_TOKEN", "token")))
            .Should().BeOfType<SessionAWSCredentials>().Which.GetCredentials().Token.Should().Be("token");
    }

    [Test]
    public void The_text_of_a_connection_holds_no_secret()
    {
        var options = new S3ConnectionOptions { Endpoint = new($"https://user:{Uri.EscapeDataString(Secret)}@host"), AccessKeyId = "AKIDX", SecretAccessKey = Secret, SessionToken = "tok3n" };

        options.ToString().Should().Contain("https://host").And.Contain("given")
            .And.NotContain(Secret).And.NotContain(Uri.EscapeDataString(Secret)).And.NotContain("AKIDX").And.NotContain("tok3n");
    }

    [TestCase(4L << 20)]
    [TestCase(6L << 30)]
    public void A_part_size_that_S3_does_not_take_is_refused(long size)
        => FluentActions.Invoking(() => S3ObjectStore.Open("b", default, new() { Region = "eu-west-1" }, new() { PartSize = size }))
            .Should().Throw<ArgumentException>().WithMessage("*PartSize*5 MiB to 5 GiB*");

    private static Amazon.S3.AmazonS3Config Configure(S3ConnectionOptions options, params (string Name, string Value)[] variables)
        => S3ClientFactory.Configure(options, Environment(variables));

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables)
        => name => variables.FirstOrDefault(variable => variable.Name == name) is { Value.Length: > 0 } found ? found.Value : null;
}
