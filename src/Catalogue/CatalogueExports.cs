using Microsoft.EntityFrameworkCore;
using Sakimori.Catalogue.Store;
using Sakimori.Platform.Access;
using Sakimori.Platform.Privacy;

namespace Sakimori.Catalogue;

/// <summary>What catalogues give of one account.</summary>
internal static class CatalogueExports
{
    public static PersonalExport[] All { get; } =
    [
        new("catalogue.versions", async (contexts, account, cancel) =>
        {
            await using var context = contexts.Read<CatalogueContext>(Reader.System);
            return await context.Versions.Where(v => v.UploadedBy == account || v.PublishedBy == account).OrderBy(v => v.Uploaded)
                .Select(v => (object)new { v.Kind, v.Version, v.Uploaded, IsUploader = v.UploadedBy == account, IsPublisher = v.PublishedBy == account }).ToListAsync(cancel);
        }),
    ];
}
