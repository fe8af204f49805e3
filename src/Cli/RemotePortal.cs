using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Directory.Api;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>A running portal, reached through its API with a key.</summary>
/// <param name="address">Its address; https, or http on this machine, so that the key is never sent in the clear.</param>
/// <param name="key">An API key.</param>
internal sealed class RemotePortal(Uri address, string key)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The portal at an address as it is written on the command line.</summary>
    public static Outcome<RemotePortal> At(string server, string key)
        => Uri.TryCreate(server.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? new RemotePortal(address, key)
            : new Failure(FailureKind.Invalid, new(
                $"--server {server} は使えません。https のアドレス（このコンピューターで動くポータルなら http も可）を指定してください。",
                $"--server {server} cannot be used. Give an https address (http is allowed only on this machine)."));

    /// <summary>Sends a document as JSON; the failure that the portal reports, null when it was done.</summary>
    public async Task<Failure?> SendAsync<T>(HttpMethod method, string path, T document, JsonTypeInfo<T> type, CancellationToken cancel)
        => (await CallAsync(method, path, JsonSerializer.SerializeToUtf8Bytes(document, type), cancel, "application/json")).Failure;

    /// <summary>Calls the API without a body and copies its answer into a stream; the failure that the portal reports, null when all was copied.</summary>
    public async Task<Failure?> DownloadAsync(HttpMethod method, string path, Stream into, CancellationToken cancel)
    {
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = Request(method, path);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!answer.IsSuccessStatusCode)
                return Failed(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel));
            await answer.Content.CopyToAsync(into, cancel);
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or HttpIOException)
        {
            return Unreachable(error);
        }
    }

    /// <summary>Calls the API; the body of the answer, or the failure that the portal reports.</summary>
    public async Task<Outcome<byte[]>> CallAsync(
        HttpMethod method, string path, byte[]? body, CancellationToken cancel, string mediaType = "application/octet-stream")
    {
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.Timeout = Longest;
        using var request = Request(method, path);
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new(mediaType) } };
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancel);
            return answer.IsSuccessStatusCode ? bytes : Failed(answer.StatusCode, bytes);
        }
        catch (Exception error) when (error is HttpRequestException || (error is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return Unreachable(error);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.AcceptLanguage.ParseAdd(Messages.Language.Code());
        return request;
    }

    private Failure Unreachable(Exception error)
        => new(FailureKind.Unavailable, new($"{address} に接続できません（{error.Message}）。", $"{address} cannot be reached ({error.Message})."));

    private static Failure Failed(HttpStatusCode status, byte[] body)
    {
        var problem = Problem(body);
        return new(Kind(status),
            Text.Same(problem?.Detail ?? problem?.Title ?? $"HTTP {(int)status}"),
            [.. (problem?.Faults ?? []).Select(f => new Fault(Text.Same(f.Message), Text.Same(f.Remedy), f.Row, f.Column, f.Value))]);
    }

    private static ProblemDocument? Problem(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, RemoteJson.Default.ProblemDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FailureKind Kind(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => FailureKind.Invalid,
        HttpStatusCode.NotFound => FailureKind.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FailureKind.Forbidden,
        HttpStatusCode.Conflict => FailureKind.Conflict,
        HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.TooManyRequests => FailureKind.Limit,
        _ => FailureKind.Unavailable,
    };
}

/// <summary>Problem details as the API writes them.</summary>
internal sealed record ProblemDocument(string? Title, string? Detail, IReadOnlyList<FaultDocument>? Faults);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(PeopleSummary))]
internal sealed partial class RemoteJson : JsonSerializerContext;
