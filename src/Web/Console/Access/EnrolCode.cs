using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Access;

/// <summary>
/// Enrols an authenticator app: shows the secret as QR code and as text, and keeps it only when a code of it is given. Later the
/// same page makes new recovery codes or turns the code off.
/// </summary>
internal static class EnrolCode
{
    public const string Path = "/account/code";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync).SignedIn().ExcludeFromDescription();
        routes.MapPost(Path, EnrolAsync).SignedIn().Form().ExcludeFromDescription();
        routes.MapPost(Path + "/manage", ManageAsync).SignedIn().Form().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        string? @return, HttpContext http, OwnAccount own, AccessSettings settings, IDataProtectionProvider protection, CancellationToken cancel)
    {
        var (account, _) = await own.ReadAsync(http.Reader(), cancel);
        return account.TwoFactorEnabled
            ? Show.Page<ManageCodeView>()
            : Page(account, TimeCode.NewSecret(), @return, settings.AdministratorsNeedCode, protection, []);
    }

    private static async Task<IResult> EnrolAsync(
        [FromForm] string? secret, [FromForm] string? code, [FromForm] string? @return,
        HttpContext http, OwnAccount own, AccessSettings settings, IDataProtectionProvider protection, CancellationToken cancel)
    {
        var (account, _) = await own.ReadAsync(http.Reader(), cancel);
        if (account.TwoFactorEnabled || Open(secret, account.Id, protection) is not { } shown)
            return Results.LocalRedirect(Path);
        var enrolled = await own.EnrolAsync(http.Reader(), shown, code ?? "", cancel);
        return enrolled.Failure is { } wrong
            ? Page(account, shown, @return, settings.AdministratorsNeedCode, protection, wrong.Faults)
            : Show.Page<RecoveryCodesView>(new { Codes = enrolled.Value, Return = LanguageChoice.Local(@return ?? ShowAccount.Path) });
    }

    private static async Task<IResult> ManageAsync(
        [FromForm] string? current, [FromForm] string? what, HttpContext http, OwnAccount own, Throttle throttle, CancellationToken cancel)
    {
        if (throttle.Refuse(http, "password", http.Reader().Account.ToString()) is { } tooOften)
            return tooOften;
        if (what == "off")
        {
            return await own.ForgetCodeAsync(http.Reader(), current ?? "", cancel) is { } failure
                ? Show.Page<ManageCodeView>(new { failure.Faults }, 422)
                : Results.LocalRedirect($"{ShowAccount.Path}?done=code-off");
        }

        var made = await own.NewRecoveryCodesAsync(http.Reader(), current ?? "", cancel);
        return made.Failure is { } wrong
            ? Show.Page<ManageCodeView>(new { wrong.Faults }, 422)
            : Show.Page<RecoveryCodesView>(new { Codes = made.Value, Return = ShowAccount.Path });
    }

    private static RazorComponentResult<EnrolCodeView> Page(Account account, string secret, string? wanted, bool withheld, IDataProtectionProvider protection, IReadOnlyList<Fault> faults)
        => Show.Page<EnrolCodeView>(new
        {
            Secret = secret,
            Sealed = Protector(account.Id, protection).Protect(secret),
            Address = TimeCode.Address(secret, account.Email!),
            Return = LanguageChoice.Local(wanted ?? ShowAccount.Path),
            Asked = wanted is not null,
            Withheld = withheld,
            Faults = faults,
        }, faults.Count > 0 ? 422 : 200);

    // The page carries the secret to the next request, readable by the portal alone and for this account alone.
    private static string? Open(string? kept, Guid account, IDataProtectionProvider protection)
    {
        try
        {
            return Protector(account, protection).Unprotect(kept ?? "");
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(Guid account, IDataProtectionProvider protection)
        => protection.CreateProtector("Sakimori.Account.Code", account.ToString());
}
