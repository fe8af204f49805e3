using Microsoft.Extensions.DependencyInjection;
using Sakimori.Actions;
using Sakimori.Benchmark;
using Sakimori.Catalogue;
using Sakimori.Directory;

namespace Sakimori.Host;

/// <summary>Every module of a portal: for the server, and for commands that work on the records of all of them.</summary>
public static class PortalModules
{
    /// <summary>Adds the modules' services.</summary>
    public static void AddModules(this IServiceCollection services)
    {
        services.AddDirectory();
        services.AddActions();
        services.AddCatalogue();
        services.AddBenchmark();
    }
}
