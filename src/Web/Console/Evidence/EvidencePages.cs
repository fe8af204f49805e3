using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Evidence;

/// <summary>The pages and the API of evidence and of the keys that sign it.</summary>
internal static class EvidencePages
{
    public static void AddEvidencePages(this IServiceCollection services)
    {
        services.AddSingleton(new NavigationItem(60, new("証拠文書", "Evidence"), ShowEvidence.Path, reader => reader.Organisation is not null));
        services.AddSingleton(new ApiScope(EvidenceApi.Read, new("証拠文書を読む", "Read evidence"), Role.Reader));
        services.AddSingleton(new ApiScope(EvidenceApi.Write, new("証拠文書を発行し、取り消す", "Issue and revoke evidence"), Role.Manager));
        services.AddSingleton(new ApiScope(EvidenceApi.Decide, new("証拠文書を一時停止し、再開し、取り消す", "Suspend, resume and revoke any evidence"), Role.Office));
        services.AddSingleton(new ApiScope(SigningKeysApi.Read, new("署名鍵の一覧を読む", "Read the list of signing keys"), Role.Administrator));
        services.AddSingleton(new ApiScope(SigningKeysApi.Write, new("署名鍵を更新する", "Rotate the signing key"), Role.Administrator));
    }

    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        PublishKeys.Map(routes);
        ManageSigningKeys.Map(routes);
        SigningKeysApi.Map(routes);
        ShowEvidence.Map(routes);
        AskStatus.Map(routes);
        EvidenceApi.Map(routes);
    }
}
