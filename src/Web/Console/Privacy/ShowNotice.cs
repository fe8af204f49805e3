using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Privacy;

/// <summary>The privacy notice 個人データの取扱い, for everybody: what the office wrote, and what the register says.</summary>
internal static class ShowNotice
{
    public const string Path = "/privacy";

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet(Path, async (HttpContext http, PrivacyNotices notices, PersonalDataRegister register, CancellationToken cancel) =>
        {
            var (now, later) = await notices.CurrentAsync(cancel);
            return Show.Page<NoticeView>(new { Notice = now, Later = later, MayWrite = http.Reader().Holds(Role.Office), Rows = register.All });
        }).Public().ExcludeFromDescription();
}
