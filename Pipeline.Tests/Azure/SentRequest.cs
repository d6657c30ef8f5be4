namespace DataflowWrite.Tests.Azure;

/// <summary>One request, as it left the client.</summary>
/// <param name="Number">From 1, over all requests of the network.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Length">The bytes of its body.</param>
/// <param name="Checksum">The MD5 of its body, in Base64; null where none goes along.</param>
internal sealed record SentRequest(int Number, RequestKind Kind, long Length, string? Checksum)
{
    public static SentRequest Of(HttpRequestMessage request, int number)
    {
        var headers = request.Content?.Headers;
        return new(number, KindOf(request), headers?.ContentLength ?? 0, headers?.ContentMD5 is { } checksum ? Convert.ToBase64String(checksum) : null);
    }

    private static RequestKind KindOf(HttpRequestMessage request)
    {
        var query = request.RequestUri!.Query;
        var puts = request.Method == HttpMethod.Put;
        return puts && query.Contains("comp=blocklist", StringComparison.Ordinal) ? RequestKind.Commit
            : puts && query.Contains("comp=block&", StringComparison.Ordinal) ? RequestKind.Block
            : query.Contains("comp=list", StringComparison.Ordinal) ? RequestKind.List
            : puts && !query.Contains("comp=", StringComparison.Ordinal) ? RequestKind.Put
            : request.Method == HttpMethod.Head ? RequestKind.Head
            : RequestKind.Other;
    }
}
