using Microsoft.AspNetCore.Http;
using Sakimori.Kernel;
using Sakimori.Platform.Tables;

namespace Sakimori.Directory.Pages;

/// <summary>The file of an import form.</summary>
internal static class UploadedFile
{
    /// <summary>Its bytes; a failure when there is none or it is beyond what tables may have.</summary>
    public static async Task<Outcome<byte[]>> ReadAsync(IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length == 0 || file.Length > TableLimits.Default.Bytes)
            return new Failure(FailureKind.Invalid, new("ファイルがないか、大きすぎます（上限 20 MiB）。", "The file is missing or too large (at most 20 MiB)."));
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancel);
        return buffer.ToArray();
    }
}
