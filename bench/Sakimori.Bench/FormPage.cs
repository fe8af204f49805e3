using System.Net;

namespace Sakimori.Bench;

/// <summary>A page with a form, opened once: what a client needs to send forms.</summary>
/// <param name="Cookies">The cookies that the browser holds, as one header.</param>
/// <param name="Token">The form's token against forgery.</param>
internal sealed record FormPage(string Cookies, string Token)
{
    /// <summary>Headers of the browser's next page.</summary>
    public string Headers => $"Cookie: {Cookies}\r\n";

    /// <summary>Headers of a form that it sends.</summary>
    public string FormHeaders => Headers + "Content-Type: application/x-www-form-urlencoded\r\n";

    /// <summary>The body of a form that it sends.</summary>
    public string Body(params (string Name, string Value)[] fields)
        => string.Join('&', fields.Prepend(("_form", Token)).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));

    /// <summary>Opens the page as a new visitor.</summary>
    public static async Task<FormPage> OpenAsync(Uri address)
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        return await OpenAsync(browser, cookies, address.PathAndQuery);
    }

    /// <summary>Opens the page with a browser.</summary>
    public static async Task<FormPage> OpenAsync(HttpClient browser, CookieContainer cookies, string path)
    {
        var page = await browser.GetStringAsync(path);
        const string mark = "name=\"_form\" value=\"";
        var at = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return new(cookies.GetCookieHeader(browser.BaseAddress!), WebUtility.HtmlDecode(page[at..page.IndexOf('"', at)]));
    }
}
