using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Sakimori.Platform.Access;
using Sakimori.TestKit;

namespace Sakimori.Benchmark.Tests.Pages;

/// <summary>Files through the office's forms: chosen, checked and confirmed as a browser does it.</summary>
internal static partial class Uploads
{
    /// <summary>Chooses a file in the upload form of a page; the answer is the dry run.</summary>
    public static Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, string page, byte[] file, string name, params (string Name, string Value)[] fields)
        => client.UploadAsync(page, page, file, name, fields);

    /// <summary>Chooses a file in one of several upload forms of a page.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, string page, string action, byte[] file, string name, params (string Name, string Value)[] fields)
    {
        var token = WebUtility.HtmlDecode(Hidden().Matches(await client.GetStringAsync(page)).First(m => m.Groups[1].Value == "_form").Groups[2].Value);
        using var form = new MultipartFormDataContent { { new StringContent(token), "_form" }, { new ByteArrayContent(file), "file", name } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        return await client.PostAsync(action, form);
    }

    /// <summary>Confirms a dry run with every hidden field that it carries.</summary>
    public static async Task<HttpResponseMessage> ConfirmAsync(this HttpClient client, HttpResponseMessage dryRun, string action, params (string, string)[] more)
    {
        var body = await dryRun.Content.ReadAsStringAsync();
        body = body[body.IndexOf($"action=\"{action}\"", StringComparison.Ordinal)..];
        using var form = new FormUrlEncodedContent(Hidden().Matches(body)
            .Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).Concat(more).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(action, form);
    }

    /// <summary>A program of the office.</summary>
    public static async Task<HttpClient> ProgramAsync(this PortalUnderTest portal, params string[] scopes)
    {
        var administrator = await portal.VisitorAsync("管理者", "en", new HeldRole(Role.Administrator, Scopes.System));
        var key = await portal.Get<ApiKeys>().MakeAsync(administrator.Reader, Scopes.System, "program", scopes, 30, default);
        var client = portal.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [GeneratedRegex("""type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
