using System.Text.RegularExpressions;
using Sakimori.Web.Hosting;

namespace Sakimori.Portal.Tests;

/// <summary>What an answer may say besides its body; collects what is wrong.</summary>
/// <param name="https">True when readers reach the portal by https.</param>
internal sealed partial class AnswerRules(bool https)
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Letter = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static readonly Dictionary<string, string> Fixed = new()
    {
        ["Content-Security-Policy"] = SecurityHeaders.ContentSecurityPolicy,
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    // With a parameter: text says its charset.
    private static readonly Dictionary<string, Regex> Known = new()
    {
        ["text/html"] = Utf8(),
        ["text/css"] = Utf8(),
        ["text/javascript"] = Utf8(),
        ["text/plain"] = Utf8(),
        ["text/calendar"] = Utf8(),
        ["text/csv"] = Utf8OrCp932(),
        ["image/svg+xml"] = Utf8(),
        ["application/json"] = Nothing(),
        ["application/problem+json"] = Nothing(),
        ["application/jwk-set+json"] = Nothing(),
        [Sheet] = Nothing(),
        [Letter] = Nothing(),
    };

    private static readonly HashSet<string> Files = [Sheet, Letter, "text/csv", "text/calendar"];

    /// <summary>The types that answers may have.</summary>
    public static IEnumerable<string> Types => Known.Keys;

    /// <summary>What is wrong, each with its request.</summary>
    public HashSet<string> Wrong { get; } = [];

    /// <summary>The types of the answers so far.</summary>
    public HashSet<string> TypesSeen { get; } = [];

    /// <summary>How many answers were files to keep.</summary>
    public int Downloads { get; private set; }

    /// <summary>Looks at an answer to <paramref name="request"/>.</summary>
    public async Task JudgeAsync(HttpResponseMessage answer, string request)
    {
        var path = answer.RequestMessage!.RequestUri!.AbsolutePath;
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Check((int)answer.StatusCode < 500, $"{(int)answer.StatusCode}");
        foreach (var (name, value) in Fixed)
            Check(headers.GetValueOrDefault(name) == value, $"{name} is '{headers.GetValueOrDefault(name)}'");
        foreach (var telling in (ReadOnlySpan<string>)["Server", "X-Powered-By", "X-AspNet-Version", "Access-Control-Allow-Origin"])
            Check(!headers.ContainsKey(telling), $"{telling} is '{headers.GetValueOrDefault(telling)}'");
        Check(headers.GetValueOrDefault("Strict-Transport-Security") == (https ? SecurityHeaders.StrictTransportSecurity : null), "Strict-Transport-Security");
        var kept = headers.GetValueOrDefault("Cache-Control") ?? "";
        var asset = path.StartsWith("/assets/", StringComparison.Ordinal) && answer.IsSuccessStatusCode;

        // The browser may keep its own copy of a page that was made from its own form, for the back button; nobody else may.
        var own = answer.RequestMessage.Method == HttpMethod.Post && path == "/benchmark/result" && answer.Headers.CacheControl is { Private: true, NoCache: true, MaxAge: null };
        Check(own || kept.Contains(asset ? "immutable" : "no-store", StringComparison.Ordinal), $"Cache-Control is '{kept}'");
        if ((await answer.Content.ReadAsByteArrayAsync()).Length > 0)
            JudgeBody(answer, path, asset, Check);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
            JudgeCookie(cookie, Check);
        if (answer.Headers.Location is { IsAbsoluteUri: true } elsewhere)
            Check(elsewhere.Scheme == (https ? "https" : "http"), $"leads to {elsewhere}");

        void Check(bool right, string what)
        {
            if (!right)
                Wrong.Add($"{request}: {what}");
        }
    }

    private void JudgeBody(HttpResponseMessage answer, string path, bool asset, Action<bool, string> check)
    {
        var type = answer.Content.Headers.ContentType;
        if (type?.MediaType is not { } media || !Known.TryGetValue(media, out var parameters))
        {
            check(false, $"Content-Type is '{type}'");
            return;
        }

        TypesSeen.Add(media);
        check(parameters.IsMatch(type.CharSet ?? ""), $"Content-Type is '{type}'");
        var document = media is "application/json" && !path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/health/", StringComparison.Ordinal);
        var disposition = answer.Content.Headers.ContentDisposition;
        if (Files.Contains(media) || (media == "image/svg+xml" && !asset) || document)
        {
            Downloads++;
            check(disposition is { DispositionType: "attachment", FileName: { } name } && SafeName().IsMatch(name.Trim('"')), $"Content-Disposition is '{disposition}' for {media}");
        }
        else if (disposition is not null)
        {
            check(false, $"Content-Disposition is '{disposition}' for {media}");
        }
    }

    private void JudgeCookie(string cookie, Action<bool, string> check)
    {
        var said = cookie.Split("; ").Skip(1).Select(p => p.ToLowerInvariant()).ToList();
        foreach (var asked in (string[])["httponly", "path=/"])
            check(said.Contains(asked), $"cookie without {asked}: {cookie}");
        check(said.Contains("samesite=lax") || said.Contains("samesite=strict"), $"cookie without SameSite: {cookie}");
        check(said.Contains("secure") == https, $"cookie and Secure: {cookie}");
        check(cookie.StartsWith("__Host-", StringComparison.Ordinal) == https, $"cookie's name: {cookie}");
        check(!said.Any(p => p.StartsWith("domain=", StringComparison.Ordinal)), $"cookie with a domain: {cookie}");
    }

    [GeneratedRegex("^utf-8$", RegexOptions.IgnoreCase)]
    private static partial Regex Utf8();

    [GeneratedRegex("^(utf-8|shift_jis)$", RegexOptions.IgnoreCase)]
    private static partial Regex Utf8OrCp932();

    [GeneratedRegex("^(utf-8)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\.[a-z]+$")]
    private static partial Regex SafeName();
}
