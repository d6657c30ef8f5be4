using Azure.Core;
using DataflowWrite.Azure;

namespace DataflowWrite.Tests.Azure;

/// <summary>Where a client comes from: what is stated, then the environment.</summary>
public sealed class AzureConnectionTests
{
    private const string Secret = "c2VjcmV0";
    private const string ConnectionString = $"DefaultEndpointsProtocol=https;AccountName=fromstring;AccountKey={Secret};EndpointSuffix=core.windows.net";

    [Test]
    public void The_connection_string_of_the_environment_is_the_default()
        => Address(new(), ("AZURE_STORAGE_CONNECTION_STRING", ConnectionString), ("AZURE_STORAGE_ACCOUNT", "other"))
            .Should().Be("https://fromstring.blob.core.windows.net/data");

    [Test]
    public void What_is_stated_goes_before_the_environment()
        => Address(new() { AccountName = "mine", AccountKey = Secret }, ("AZURE_STORAGE_CONNECTION_STRING", ConnectionString))
            .Should().Be("https://mine.blob.core.windows.net/data");

    [TestCase("AZURE_STORAGE_KEY", Secret)]
    [TestCase("AZURE_STORAGE_SAS_TOKEN", "?sv=2024&sig=secret")]
    [TestCase("UNRELATED", "x")]
    public void The_account_of_the_environment_comes_with_its_key_its_signature_or_the_default_credential(string variable, string value)
        => Address(new(), ("AZURE_STORAGE_ACCOUNT", "mine"), (variable, value)).Should().Be("https://mine.blob.core.windows.net/data");

    [Test]
    public void An_address_with_a_signature_needs_nothing_else()
    {
        var client = AzureBlobStore.Connect("data", new() { ServiceUri = new("https://mine.blob.core.windows.net?sv=1&sig=secret") }, _ => null);

        client.Uri.Query.Should().Contain("sig=secret");
        new AzureBlobStore(client).Description.Should().Be("https://mine.blob.core.windows.net/data");
    }

    [Test]
    public void The_account_of_an_emulator_is_in_the_path_of_its_address()
        => AzureBlobStore.Connect("data", new() { ServiceUri = new("http://127.0.0.1:10000/emulated"), AccountKey = Secret }, _ => null)
            .AccountName.Should().Be("emulated");

    [Test]
    public void A_credential_of_the_callers_is_used_for_the_account_of_the_environment()
        => Address(new() { Credential = new NoCredential() }, ("AZURE_STORAGE_ACCOUNT", "mine"), ("AZURE_STORAGE_KEY", "not base 64"))
            .Should().Be("https://mine.blob.core.windows.net/data");

    [Test]
    public void Without_an_account_the_message_says_how_to_state_one()
        => FluentActions.Invoking(() => Address(new())).Should().Throw<ArgumentException>().WithMessage("*AZURE_STORAGE_ACCOUNT*AZURE_STORAGE_CONNECTION_STRING*AccountName*");

    [TestCase("AccountName=x;AccountKey=seecret;")]
    [TestCase("seecret")]
    [TestCase("AccountKey=seecret")]
    public void A_connection_string_that_cannot_be_read_is_refused_without_quoting_it(string text)
        => FluentActions.Invoking(() => Address(new() { ConnectionString = text })).Should().Throw<ArgumentException>()
            .Where(e => !e.ToString().Contains("seecret") && e.Message.Contains("AZURE_STORAGE_CONNECTION_STRING"));

    [Test]
    public void A_key_that_is_no_Base64_is_refused_without_quoting_it()
        => FluentActions.Invoking(() => Address(new() { AccountName = "mine", AccountKey = "seecret!" })).Should().Throw<ArgumentException>()
            .Where(e => !e.ToString().Contains("seecret") && e.Message.Contains("mine"));

    [TestCase("a/b")]
    [TestCase("a b")]
    public void An_account_that_is_no_name_of_one_is_refused(string account)
        => FluentActions.Invoking(() => Address(new() { AccountName = account })).Should().Throw<ArgumentException>().WithMessage($"*{account}*");

    [Test]
    public void The_text_of_a_connection_shows_no_secret()
    {
        AzureConnection[] connections =
        [
            new() { ConnectionString = ConnectionString },
            new() { AccountName = "mine", AccountKey = Secret },
            new() { AccountName = "mine", SasToken = $"sig={Secret}" },
            new() { ServiceUri = new($"https://mine.blob.core.windows.net/?sig={Secret}") },
            new(),
        ];

        foreach (var connection in connections)
            connection.ToString().Should().NotBeEmpty().And.NotContain(Secret);
    }

    private static string Address(AzureConnection connection, params (string Name, string Value)[] environment)
        => AzureBlobStore.Connect("data", connection, name => environment.FirstOrDefault(pair => pair.Name == name).Value).Uri.ToString();

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;
    }
}
