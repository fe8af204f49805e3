using Microsoft.Extensions.DependencyInjection;
using Sakimori.Catalogue.Contracts;
using Sakimori.Catalogue.Store;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;

namespace Sakimori.Catalogue;

/// <summary>The way in of catalogues; their pages belong to the modules whose catalogues they are.</summary>
public static class CatalogueModule
{
    /// <summary>Adds the services of catalogues.</summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
        => services
            .AddContext<CatalogueContext>(CatalogueContext.Module, 20, o => new SqliteCatalogueContext(o), o => new PostgresCatalogueContext(o))
            .AddAuditActions(new("質問票の版", "Questionnaire versions"), CatalogueAudit.All)
            .AddPersonalData(new("質問票の版", "Questionnaire versions"), CataloguePersonalData.All)
            .AddPersonalExports(CatalogueExports.All)
            .AddSingleton<CatalogueVersions>();
}
