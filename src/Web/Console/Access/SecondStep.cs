using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Sakimori.Web.Console.Access;

/// <summary>Remembers between password and code whose password was right: in an encrypted cookie that lasts ten minutes.</summary>
internal sealed class SecondStep(IDataProtectionProvider protection)
{
    private const string Cookie = "sakimori-code";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Sakimori.SignIn.SecondStep").ToTimeLimitedDataProtector();

    public void Begin(HttpContext http, Guid account, string stamp)
        => http.Response.Cookies.Append(Cookie, protector.Protect($"{account:N}{stamp}", Lifetime), Options(http));

    public (Guid Account, string Stamp)? Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } kept)
            return null;
        try
        {
            var text = protector.Unprotect(kept);
            return (Guid.ParseExact(text[..32], "N"), text[32..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = SignInCode.Path,
    };
}
