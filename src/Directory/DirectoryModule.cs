using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Directory.Api;
using Sakimori.Directory.Pages;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.Web.Hosting;

namespace Sakimori.Directory;

/// <summary>The directory's way in.</summary>
public static class DirectoryModule
{
    /// <summary>Adds the tables and the navigation.</summary>
    public static IServiceCollection AddDirectory(this IServiceCollection services)
    {
        services.AddDirectoryRecords();
        services.AddAuditActions(new("組織", "Organisations"), DirectoryAudit.All);
        services.AddPersonalData(new("組織", "Organisations"), DirectoryPersonalData.All);
        services.AddPersonalExports(DirectoryExports.All);
        services.AddPersonalErasures(DirectoryErasures.All);
        services.AddPersonalRetentions(DirectoryRetentions.All);
        services.AddHoldSubject(DirectoryHolds.People);
        services.AddHoldSubject(DirectoryHolds.Organisations);
        services.AddSingleton(new NavigationItem(60, new Text("組織", "Organisations"), "/directory", reader => reader.Account is not null));
        services.AddSingleton(new ApiScope(DirectoryApi.Write, new("組織の取り込み", "import organisations"), Role.Office));
        services.AddSingleton(new ApiScope(DirectoryApi.Read, new("組織の書き出し", "export organisations"), Role.Office));
        return services;
    }

    /// <summary>Adds the tables and what organisations are called: for the command line.</summary>
    public static IServiceCollection AddDirectoryRecords(this IServiceCollection services)
        => services.AddSingleton<IOrganisationNames, DirectoryNames>().AddContext<DirectoryContext>(DirectoryContext.Module, 10,
            o => new SqliteDirectoryContext(o), o => new PostgresDirectoryContext(o));

    /// <summary>Maps the pages and the API.</summary>
    public static void MapDirectory(this IEndpointRouteBuilder routes)
    {
        ListOrganisations.Map(routes);
        AddOrganisation.Map(routes);
        ImportOrganisations.Map(routes);
        ShowIndustries.Map(routes);
        DecideRegistrations.Map(routes);
        TrustMailDomains.Map(routes);
        ShowOrganisation.Map(routes);
        ChangeOrganisation.Map(routes);
        EditContacts.Map(routes);
        EditPeople.Map(routes);
        ImportPeople.Map(routes);
        RegisterOrganisation.Map(routes);
        DirectoryApi.Map(routes);
    }
}
