using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
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
        services.AddSingleton(new NavigationItem(60, new Text("組織", "Organisations"), "/directory", reader => reader.Account is not null));
        return services;
    }

    /// <summary>Adds the tables alone: for the command line.</summary>
    public static IServiceCollection AddDirectoryRecords(this IServiceCollection services)
        => services.AddContext<DirectoryContext>(DirectoryContext.Module, 10,
            o => new SqliteDirectoryContext(o), o => new PostgresDirectoryContext(o));

    /// <summary>Maps the pages and the API.</summary>
    public static void MapDirectory(this IEndpointRouteBuilder routes)
    {
    }
}
