using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace DataflowWrite.Tests.Azure;

/// <summary>The way between a client and the service: remembers the requests, and does to each what a test has chosen.</summary>
internal sealed class FaultyNetwork(Func<SentRequest, Fault>? choose = null) : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly Lock _lock = new();
    private int _running;

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>How many requests were on their way at once, at the most.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>What each request waits for before it goes on.</summary>
    public Func<SentRequest, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>Options of a client that goes this way and tries nothing again by itself.</summary>
    public BlobClientOptions Options()
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(this) };
        options.Retry.MaxRetries = 0;
        return options;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (sent, fault) = Arrive(request);
        try
        {
            await Hold(sent).WaitAsync(cancellationToken);
            return await SendAsync(request, fault, cancellationToken);
        }
        finally
        {
            lock (_lock)
                _running--;
        }
    }

    private (SentRequest Sent, Fault Fault) Arrive(HttpRequestMessage request)
    {
        lock (_lock)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
            var sent = SentRequest.Of(request, _sent.Count + 1);
            _sent.Enqueue(sent);
            return (sent, choose?.Invoke(sent) ?? Fault.None);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Fault fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.LostRequest:
                throw new HttpRequestException("The request was lost.");
            case Fault.Busy:
                return Refusal(HttpStatusCode.ServiceUnavailable, "ServerBusy", ("Retry-After", "7"));
            case Fault.Denied:
                return Refusal(HttpStatusCode.Forbidden, "AuthorizationFailure");
            case Fault.Corrupted when request.Content?.Headers.ContentMD5 is not null:
                await CorruptAsync(request, cancellationToken);
                break;
            case Fault.Twice:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                break;
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (fault != Fault.LostAnswer)
            return response;

        response.Dispose();
        throw new HttpRequestException("The answer was lost.");
    }

    private static HttpResponseMessage Refusal(HttpStatusCode status, string code, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        response.Headers.Add("x-ms-error-code", code);
        foreach (var (name, value) in headers)
            response.Headers.Add(name, value);

        return response;
    }

    // As many bytes as before, under the checksum of others.
    private static async Task CorruptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bytes = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        if (bytes.Length == 0)
            return;

        bytes[0] ^= 1;
        var content = new ByteArrayContent(bytes);
        foreach (var header in request.Content.Headers)
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);

        request.Content = content;
    }
}
