using System.Net;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

public sealed class BodyLimitTests
{
    private const int Beyond = 31_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_beyond_the_limit_is_answered_with_the_limit_on_pages_and_in_the_api(bool chunked)
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var office = await portal.VisitorAsync("事務局", "ja", new HeldRole(Role.Office, Scopes.System));
        using var multipart = new MultipartFormDataContent { { new ByteArrayContent(new byte[Beyond]), "file", "large.csv" } };
        using var form = await SendAsync(office.Client, "/directory/import", multipart, chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, form.StatusCode);
        Assert.Contains("上限 28.6 MiB", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var own = new MultipartFormDataContent { { new ByteArrayContent(new byte[Beyond]), "file", "large.csv" } };
        using var narrower = await SendAsync(office.Client, "/benchmark/open", own, chunked);
        Assert.Contains("上限 20.1 MiB", await narrower.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var administrator = await portal.VisitorAsync("管理者", "ja", new HeldRole(Role.Administrator, Scopes.System));
        var key = await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "test", ["directory:write"], 1, default);
        using var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        using var body = new ByteArrayContent(new byte[Beyond]);
        body.Headers.ContentType = new("text/csv");
        using var api = await SendAsync(client, "/api/v1/directory/import", body, chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType!.MediaType);
        Assert.Contains("28.6 MiB", await api.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/benchmark")).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, HttpContent content, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await client.SendAsync(request);
    }
}
