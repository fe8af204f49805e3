using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Keys;
using Sakimori.Web.Hosting;

namespace Sakimori.Web.Console.Evidence;

/// <summary><c>/.well-known/jwks.json</c>: the public keys with what was withdrawn, for everybody who checks evidence.</summary>
internal static class PublishKeys
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet(EvidenceStore.KeysPath, async (EvidenceStore store, PortalAddress portal, TimeProvider time, CancellationToken cancel) =>
                Results.Bytes((await store.KeysAsync(portal.Base, time.GetUtcNow().UtcDateTime, cancel)).Serialize(), KeySet.MediaType))
            .Public().ExcludeFromDescription();
}
