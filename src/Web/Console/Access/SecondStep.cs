using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>Remembers between password and code whose password was right: in an encrypted cookie that lasts ten minutes.</summary>
internal sealed class SecondStep(IDataProtectionProvider protection, PortalAddress address)
{

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly string cookie = address.Cookie("sakimori-code");
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Sakimori.SignIn.SecondStep").ToTimeLimitedDataProtector();

    public void Begin(HttpContext http, Guid account, string stamp)
        => http.Response.Cookies.Append(cookie, protector.Protect($"{account:N}{stamp}", Lifetime), Options(http));

    public (Guid Account, string Stamp)? Read(HttpContext http)
    {
        if (http.Request.Cookies[cookie] is not { } kept)
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

    public void End(HttpContext http) => http.Response.Cookies.Delete(cookie, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
    };
}
