using Azure;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace DataflowWrite.Azure;

/// <summary>Makes a client of what a connection states and of what the environment adds.</summary>
internal static class ConnectionResolver
{
    private const string ConnectionStringVariable = "AZURE_STORAGE_CONNECTION_STRING";
    private const string AccountVariable = "AZURE_STORAGE_ACCOUNT";
    private const string KeyVariable = "AZURE_STORAGE_KEY";
    private const string SasVariable = "AZURE_STORAGE_SAS_TOKEN";

    public static BlobServiceClient Resolve(AzureConnection connection, Func<string, string?> environment)
    {
        var isStated = connection.ServiceUri is not null || connection.AccountName is not null;
        var whole = connection.ConnectionString ?? (isStated ? null : Variable(ConnectionStringVariable));
        if (whole is not null)
            return FromConnectionString(whole);

        var account = connection.AccountName ?? (isStated ? null : Variable(AccountVariable));
        var service = connection.ServiceUri ?? AddressOf(account);
        var key = connection.AccountKey ?? (isStated || connection.Credential is not null ? null : Variable(KeyVariable));
        var sas = connection.SasToken ?? (isStated || connection.Credential is not null || key is not null ? null : Variable(SasVariable));
        if (key is not null)
            return new(service, KeyOf(account ?? AccountOf(service), key), Options());
        if (sas is not null)
            return new(service, new AzureSasCredential(sas.TrimStart('?')), Options());

        return service.Query.Length > 1 && connection.Credential is null
            ? new(service, Options())
            : new(service, connection.Credential ?? new DefaultAzureCredential(), Options());

        string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }

    private static BlobClientOptions Options()
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;
        return options;
    }

    private static BlobServiceClient FromConnectionString(string text)
    {
        try
        {
            return new(text, Options());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // What is wrong with it could quote it.
            throw new ArgumentException(
                $"The connection string in {ConnectionStringVariable} (in code {nameof(AzureConnection.ConnectionString)}) cannot be read. It "
                + "looks like 'AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net'.");
        }
    }

    private static StorageSharedKeyCredential KeyOf(string account, string key)
    {
        try
        {
            return new(account, key);
        }
        catch (FormatException)
        {
            throw new ArgumentException($"The key of the account '{account}' in {KeyVariable} (in code {nameof(AzureConnection.AccountKey)}) is not in Base64.");
        }
    }

    private static Uri AddressOf(string? account)
    {
        if (account is null)
            throw new ArgumentException(
                $"No storage account is stated. Set the variable {AccountVariable} or {ConnectionStringVariable} (in code "
                + $"{nameof(AzureConnection.AccountName)} or {nameof(AzureConnection.ServiceUri)}).");

        return account.All(char.IsAsciiLetterOrDigit)
            ? new($"https://{account}.blob.core.windows.net")
            : throw new ArgumentException($"'{account}' in {AccountVariable} (in code {nameof(AzureConnection.AccountName)}) is no name of a storage account: it is of letters and digits.");
    }

    // https://ACCOUNT.blob.… in the cloud, http://ADDRESS:PORT/ACCOUNT of an emulator.
    private static string AccountOf(Uri service)
        => service.AbsolutePath.Trim('/') is { Length: > 0 } path ? path : service.Host.Split('.')[0];
}
