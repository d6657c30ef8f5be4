using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;

namespace DataflowWrite.Tests.S3;

/// <summary>The HTTP client of a store's client: records the requests, and does to each what a rule says.</summary>
internal sealed class FaultyHttp : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client;
    private readonly ConcurrentDictionary<S3Request, int> _counts = new();
    private readonly ConcurrentQueue<HttpRequestMessage> _requests = new();

    public FaultyHttp() => _client = new(new Handler(this)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Decides over request number n, from 1, of its kind.</summary>
    public Func<S3Request, int, HttpFault> Rule { get; set; } = (_, _) => HttpFault.None;

    /// <summary>Awaited before a request goes out.</summary>
    public Func<S3Request, int, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The seconds that a 503 asks to wait.</summary>
    public int RetryAfterSeconds { get; set; }

    public IReadOnlyCollection<HttpRequestMessage> Requests => _requests;

    public int Count(S3Request kind) => _counts.GetValueOrDefault(kind);

    public IEnumerable<HttpRequestMessage> Of(S3Request kind) => _requests.Where(request => KindOf(request) == kind);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _client.Dispose();

    private static S3Request KindOf(HttpRequestMessage request)
    {
        var query = request.RequestUri!.Query;
        var isKey = request.RequestUri.AbsolutePath.Trim('/').Contains('/');
        return (request.Method.Method, query) switch
        {
            ("POST", _) when query.Contains("uploads") => S3Request.Start,
            ("POST", _) when query.Contains("uploadId=") => S3Request.Complete,
            ("PUT", _) when query.Contains("partNumber=") => S3Request.Part,
            ("PUT", _) when isKey => S3Request.Put,
            ("DELETE", _) when query.Contains("uploadId=") => S3Request.Abort,
            ("DELETE", _) when isKey => S3Request.Delete,
            ("GET", _) when query.Contains("uploadId=") => S3Request.ListParts,
            ("GET", _) when query.Contains("uploads") => S3Request.ListUploads,
            ("GET", _) when isKey => S3Request.Get,
            ("GET", _) when query.Contains("list-type=2") => S3Request.List,
            ("HEAD", _) when isKey => S3Request.Head,
            _ => S3Request.Other,
        };
    }

    private HttpResponseMessage Answer(HttpStatusCode status, string code)
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = new StringContent($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Planted.</Message></Error>"),
        };
        answer.Content.Headers.ContentType = new("application/xml");
        if (code == "SlowDown")
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(RetryAfterSeconds));

        return answer;
    }

    private sealed class Handler(FaultyHttp owner) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var kind = KindOf(request);
            var number = owner._counts.AddOrUpdate(kind, 1, (_, count) => count + 1);
            owner._requests.Enqueue(request);
            await owner.Before(kind, number);
            switch (owner.Rule(kind, number))
            {
                case HttpFault.None:
                    return await base.SendAsync(request, cancellationToken);
                case HttpFault.Refuse:
                    throw new HttpRequestException("Planted: connection refused.");
                case HttpFault.SlowDown:
                    return owner.Answer(HttpStatusCode.ServiceUnavailable, "SlowDown");
                case HttpFault.ErrorInside:
                    return owner.Answer(HttpStatusCode.OK, "InternalError");
                case HttpFault.DropAnswer:
                    await DoAsync(request, cancellationToken);
                    throw new HttpRequestException("Planted: connection reset.", new IOException("Planted."));
                case HttpFault.TimeOut:
                    await DoAsync(request, cancellationToken);
                    throw new TaskCanceledException("Planted: timed out.", new TimeoutException());
                case HttpFault.FailAfter:
                    await DoAsync(request, cancellationToken);
                    return owner.Answer(HttpStatusCode.InternalServerError, "InternalError");
                default:
                    await using (var content = new MemoryStream())
                    {
                        var again = await CloneAsync(request, content);
                        await DoAsync(request, cancellationToken);
                        return await base.SendAsync(again, cancellationToken);
                    }
            }
        }

        private static async Task<HttpRequestMessage> CloneAsync(HttpRequestMessage request, MemoryStream buffer)
        {
            var again = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version };
            foreach (var header in request.Headers)
                again.Headers.TryAddWithoutValidation(header.Key, header.Value);

            if (request.Content is null)
                return again;

            await request.Content.LoadIntoBufferAsync();
            await request.Content.CopyToAsync(buffer);
            again.Content = new ByteArrayContent(buffer.ToArray());
            foreach (var header in request.Content.Headers)
                again.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);

            return again;
        }

        private async Task DoAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
        }
    }
}
